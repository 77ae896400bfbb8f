#include "kiosk/store/sql_functions.h"

#include <charconv>
#include <string>
#include <string_view>

namespace kiosk {
namespace {

/// NULL where they are none.
void bytes_of_digits(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* start = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
    if (!start) return sqlite3_result_null(context);
    const std::string_view digits{start, static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]))};
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const auto pair = digits.substr(i, 2);
        unsigned char byte = 0;
        const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), byte, 16);
        if (error != std::errc{} || end != pair.data() + 2) return sqlite3_result_null(context);
        bytes += static_cast<char>(byte);
    }
    sqlite3_result_blob64(context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

}  // namespace

void add_functions(sqlite3* database) {
    sqlite3_create_function(database, "kiosk_bytes", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, bytes_of_digits,
                            nullptr, nullptr);
}

}  // namespace kiosk

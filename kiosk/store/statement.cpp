#include "kiosk/store/statement.h"

#include <utility>

#include "kiosk/base/iso_time.h"
#include "kiosk/store/database.h"

namespace kiosk {
namespace {

/// @param flags  of sqlite3_prepare_v3
Prepared prepared(sqlite3* database, std::string_view sql, std::string_view tried, unsigned flags) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), flags, &statement, nullptr) != SQLITE_OK)
        throw store_error(database, tried);
    return Prepared{statement};
}

}  // namespace

Statement::Statement(const Database& database, std::string_view sql, std::string_view tried)
    : handle_(database.prepared().take(sql)), home_(&database.prepared()), tried_(tried) {
    if (!handle_) handle_ = prepared(database.handle(), sql, tried, SQLITE_PREPARE_PERSISTENT);
}

Statement::Statement(sqlite3* database, std::string_view sql, std::string_view tried)
    : handle_(prepared(database, sql, tried, 0)), tried_(tried) {}

Statement::~Statement() {
    if (home_ && handle_) home_->leave(std::move(handle_));
}

Statement& Statement::bound(int code) {
    if (code != SQLITE_OK) throw store_error(sqlite3_db_handle(handle_.get()), tried_);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    // A null pointer would bind NULL, which an empty text is not.
    const char* start = text.data() ? text.data() : "";
    return bound(sqlite3_bind_text64(handle_.get(), next_++, start, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bind_lasting(std::string_view text) {
    const char* start = text.data() ? text.data() : "";
    return bound(sqlite3_bind_text64(handle_.get(), next_++, start, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::bind(int number) { return bound(sqlite3_bind_int(handle_.get(), next_++, number)); }
Statement& Statement::bind_large(std::int64_t number) { return bound(sqlite3_bind_int64(handle_.get(), next_++, number)); }
Statement& Statement::bind(Instant moment) { return bind(iso_time_utc(moment)); }
Statement& Statement::bind(Date date) { return bind(iso_date(date)); }
Statement& Statement::bind_null() { return bound(sqlite3_bind_null(handle_.get(), next_++)); }

Statement& Statement::bind_bytes(std::string_view bytes) {
    if (bytes.empty()) return bind_null();
    return bound(sqlite3_bind_blob64(handle_.get(), next_++, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
        const StoreError error = store_error(sqlite3_db_handle(handle_.get()), tried_);
        sqlite3_reset(handle_.get());
        throw error;
    }
    sqlite3_reset(handle_.get());
    next_ = 1;
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)))
                 : std::string{};
}

std::string Statement::bytes(int column) const {
    const auto* start = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
    return start ? std::string(start, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))) : std::string{};
}

int Statement::integer(int column) const { return sqlite3_column_int(handle_.get(), column); }
std::int64_t Statement::large_integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }

std::optional<std::string> Statement::optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional{text(column)};
}

std::optional<int> Statement::optional_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
}

std::optional<Instant> Statement::instant(int column) const {
    const auto written = parse_iso_time(text(column));
    return written ? std::optional{written->moment_in(Zone{})} : std::nullopt;
}

std::optional<Date> Statement::date(int column) const { return parse_iso_date(text(column)); }

}  // namespace kiosk

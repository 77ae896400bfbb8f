#include "kiosk/store/used_forms.h"

#include <chrono>

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

// Forms of a clock that was ahead go as well: none counts for longer.
constexpr auto longest = 1h;

}  // namespace

bool is_form_used(const Database& database, std::string_view nonce) {
    Statement row{database, "SELECT 1 FROM used_form WHERE nonce = ?", "look whether a form was used"};
    return row.bind_bytes(nonce).step();
}

void use_form(Database& database, std::string_view nonce, Instant ends, Instant now) {
    constexpr const char* tried = "write down that a form was used";
    Statement{database, "DELETE FROM used_form WHERE ends <= ? OR ends > ?", tried}.bind(now).bind(now + longest).run();
    Statement{database, "INSERT OR IGNORE INTO used_form (nonce, ends) VALUES (?, ?)", tried}.bind_bytes(nonce).bind(ends).run();
}

}  // namespace kiosk

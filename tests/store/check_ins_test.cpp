#include "kiosk/store/attendees/check_ins.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "kiosk/store/statement.h"

using namespace kiosk;

namespace {

constexpr Instant opening{std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + std::chrono::hours{9}};
const Device door{.id = "d", .name = "Door"};

std::string attendee(int number) { return std::to_string(10'000'000 + number) + "aaaaaaaaaaaaaaaaaaaaaaaa"; }

}  // namespace

TEST_CASE("check-ins of one second lie together, and those of the next behind them") {
    Database database = Database::in_memory();
    for (int i = 0; i < 20; ++i) record_check_in(database, {.attendee = attendee(i), .at = opening + std::chrono::seconds{i % 2}}, door);
    Statement rows{database.handle(), "SELECT id, at FROM check_in ORDER BY id", "read the check-ins"};
    std::set<std::string> ids;
    Instant last = opening;
    while (rows.step()) {
        const std::string id = rows.text(0);
        CHECK(id.size() == 32);
        CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
        ids.insert(id);
        const Instant at = rows.instant(1).value();
        CHECK(at >= last);
        last = at;
    }
    CHECK(ids.size() == 20);
}

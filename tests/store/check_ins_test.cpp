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

/// How many hundreds of SQLite's steps some work takes.
template <typename Work>
int hundreds_of_steps(Database& database, const Work& work) {
    int hundreds = 0;
    sqlite3_progress_handler(database.handle(), 100, [](void* count) { return ++*static_cast<int*>(count), 0; }, &hundreds);
    work();
    sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr);
    return hundreds;
}

}  // namespace

TEST_CASE("whether somebody is in is found without reading the whole list") {
    Database database = Database::in_memory();
    database.transaction([&] {
        for (int i = 0; i < 3000; ++i) record_check_in(database, {.attendee = attendee(i), .at = opening}, door);
    });
    std::optional<CheckIn> found;
    const int hundreds = hundreds_of_steps(database, [&] {
        found = first_check_in(database, {.attendee = attendee(1500), .at = opening}, opening, opening + std::chrono::hours{1});
    });
    REQUIRE(found);
    CHECK(found->attendee == attendee(1500));
    CHECK(hundreds < 5);
}

TEST_CASE("attendees whose ids begin alike are told apart") {
    Database database = Database::in_memory();
    record_check_in(database, {.attendee = "12345678a", .at = opening}, door);
    const auto is_in = [&](const char* who) {
        return first_check_in(database, {.attendee = who, .at = opening}, opening, opening + std::chrono::hours{1}).has_value();
    };
    CHECK(is_in("12345678a"));
    CHECK_FALSE(is_in("12345678b"));
    CHECK_FALSE(is_in("12345678"));
}

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

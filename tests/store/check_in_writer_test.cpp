#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "kiosk/store/hub/hub_outbox.h"
#include "kiosk/store/statement.h"

using namespace kiosk;

namespace {

constexpr Instant opening{std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + std::chrono::hours{9}};

SentCheckIn check_in(int number) {
    return {.id = "id " + std::to_string(number),
            .attendee = "attendee " + std::to_string(number),
            .at = opening,
            .device = "d" + std::to_string(number % 3),
            .device_name = "Door"};
}

std::vector<SentCheckIn> check_ins(int first, int end) {
    std::vector<SentCheckIn> list;
    for (int i = first; i < end; ++i) list.push_back(check_in(i));
    return list;
}

int written(Database& database, const std::vector<SentCheckIn>& list) {
    int count = 0;
    database.transaction([&] {
        Pulling pulling{database};
        count = CheckInWriter{database}.write(list);
        pulling.end();
    });
    return count;
}

int number(const Database& database, const char* sql) {
    Statement row{database, sql, "count"};
    row.step();
    return row.integer(0);
}

}  // namespace

TEST_CASE("check-ins of the hub are written once, however many come together and however often") {
    Database database = Database::in_memory();
    CHECK(written(database, {}) == 0);
    CHECK(written(database, check_ins(0, 7)) == 7);
    CHECK(written(database, check_ins(0, 163)) == 156);
    CHECK(written(database, check_ins(0, 163)) == 0);
    auto twice = check_ins(163, 263);
    twice[60] = twice[10];
    twice[61] = twice[10];
    CHECK(written(database, twice) == 98);
    CHECK(number(database, "SELECT count(*) FROM check_in") == 261);
    CHECK(number(database, "SELECT count(*) FROM hub_device") == 3);
    CHECK(number(database, "SELECT count(*) FROM hub_outbox") == 0);
}

TEST_CASE("of check-ins that come together each keeps whether it was given without the hub") {
    Database database = Database::in_memory();
    auto list = check_ins(0, 120);
    for (std::size_t i = 0; i < list.size(); i += 2) list[i].offline = true;
    CHECK(written(database, list) == 120);
    CHECK(number(database, "SELECT count(*) FROM hub_offline") == 60);
    // The hub knows better, of two that are here and of all that come with them.
    list[0].offline = list[118].offline = false;
    auto more = check_ins(120, 130);
    list.insert(list.end(), more.begin(), more.end());
    CHECK(written(database, list) == 10);
    CHECK(number(database, "SELECT count(*) FROM hub_offline") == 58);
    CHECK(number(database, "SELECT count(*) FROM hub_offline WHERE check_in IN ('id 0', 'id 118')") == 0);
}

TEST_CASE("of two records that take one check-in back the first stays, and all others come") {
    Database database = Database::in_memory();
    auto list = check_ins(0, 60);
    list[40].undoes = list[41].undoes = list[3].id;
    CHECK(written(database, list) == 59);
    CHECK(number(database, "SELECT count(*) FROM check_in WHERE undoes = 'id 3'") == 1);
    CHECK(number(database, "SELECT count(*) FROM check_in WHERE id = 'id 40'") == 1);
}

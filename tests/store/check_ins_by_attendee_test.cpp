#include "kiosk/store/attendees/check_ins_by_attendee.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "kiosk/store/statement.h"

using namespace kiosk;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr Instant opening{std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + hours{9}};
constexpr Instant closing = opening + hours{9};
const Device door{.id = "d", .name = "Door"};

std::string attendee(int number) { return std::to_string(10'000'000 + number) + "aaaa"; }

void record(Database& database, const std::string& who, Instant at = opening, const std::optional<std::string>& session = {}) {
    record_check_in(database, {.attendee = who, .session = session, .at = at}, door);
}

/// A list of check-ins and what is known of it.
struct List {
    Database database = Database::in_memory();
    CheckInsByAttendee known{database};

    std::optional<CheckIn> first(const std::string& who, const std::optional<std::string>& session = {}) {
        known.read_on();
        return known.first({.attendee = who, .session = session}, opening, closing);
    }
    bool is_in(const std::string& who) { return first(who).has_value(); }
};

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

TEST_CASE("whether somebody is in is found without reading the whole list again") {
    List list;
    list.database.transaction([&] {
        for (int i = 0; i < 3000; ++i) record(list.database, attendee(i));
    });
    list.known.read_on();
    record(list.database, attendee(3000));
    std::optional<CheckIn> early, late;
    const int hundreds = hundreds_of_steps(list.database, [&] {
        early = list.first(attendee(1500));
        late = list.first(attendee(3000));
    });
    REQUIRE(early);
    CHECK(early->attendee == attendee(1500));
    CHECK(early->device == "Door");
    CHECK(late);
    CHECK_FALSE(list.is_in(attendee(3001)));
    CHECK(hundreds < 5);
}

TEST_CASE("everybody is found however many came one after the other") {
    List list;
    for (int i = 0; i < 5000; ++i) {
        record(list.database, attendee(i * 7919 % 5000));
        if (i % 37 == 0) list.known.read_on();
    }
    int missing = 0;
    for (int i = 0; i < 5000; ++i) missing += list.is_in(attendee(i)) ? 0 : 1;
    CHECK(missing == 0);
}

TEST_CASE("attendees whose ids begin alike are told apart") {
    List list;
    record(list.database, "12345678a");
    CHECK(list.is_in("12345678a"));
    CHECK_FALSE(list.is_in("12345678b"));
    CHECK_FALSE(list.is_in("12345678"));
}

TEST_CASE("the first admission is the earliest at this place that stands, whatever came here first") {
    List list;
    record(list.database, "a", opening + minutes{30});
    record(list.database, "a", opening + minutes{10});
    record(list.database, "a", opening + minutes{20});
    record(list.database, "a", opening + minutes{1}, "talk");
    record(list.database, "a", opening - minutes{1});  // yesterday, say
    auto first = list.first("a");
    REQUIRE(first);
    CHECK(first->at == opening + minutes{10});
    undo_check_in(list.database, first->id, opening + minutes{40}, door);
    first = list.first("a");
    REQUIRE(first);
    CHECK(first->at == opening + minutes{20});
    REQUIRE(list.first("a", "talk"));
    CHECK(list.first("a", "talk")->at == opening + minutes{1});
    CHECK_FALSE(list.first("a", "another"));
}

TEST_CASE("what was never committed is not known, nor hides it what comes in its place") {
    List list;
    record(list.database, "before");
    const auto fails = [&] {
        list.database.transaction([&] {
            record(list.database, "nobody");
            list.known.read_on();
            throw std::runtime_error("no disk");
        });
    };
    CHECK_THROWS_AS(fails(), std::runtime_error);
    record(list.database, "after");
    CHECK(list.is_in("before"));
    CHECK(list.is_in("after"));
    CHECK_FALSE(list.is_in("nobody"));
}

TEST_CASE("after persons were removed the list is read anew") {
    List list;
    for (int i = 0; i < 3; ++i) record(list.database, attendee(i));
    CHECK(list.is_in(attendee(2)));
    const char* removal = "INSERT INTO purging (id) VALUES (1); DELETE FROM check_in; DELETE FROM purging";
    REQUIRE(sqlite3_exec(list.database.handle(), removal, nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK_FALSE(list.is_in(attendee(2)));
    for (int i = 10; i < 15; ++i) record(list.database, attendee(i));
    CHECK(list.is_in(attendee(10)));
    CHECK(list.is_in(attendee(14)));
    CHECK_FALSE(list.is_in(attendee(2)));
}

TEST_CASE("a copy of another machine's list that is put in its place is read anew") {
    List list, other;
    for (const int i : {0, 1, 2}) record(list.database, attendee(i));
    CHECK(list.is_in(attendee(0)));
    for (const int i : {1, 0}) record(other.database, attendee(i));
    // The same last one, as the hub gives it to both.
    const std::string last = list.first(attendee(2))->id;
    Statement{other.database, "INSERT INTO check_in (id, attendee, at, device) VALUES (?, ?, '2013-05-16T09:00:00Z', 'd')", "write"}
        .bind(last)
        .bind(attendee(2))
        .run();
    sqlite3_backup* copy = sqlite3_backup_init(list.database.handle(), "main", other.database.handle(), "main");
    REQUIRE(copy);
    CHECK(sqlite3_backup_step(copy, -1) == SQLITE_DONE);
    CHECK(sqlite3_backup_finish(copy) == SQLITE_OK);
    for (const int i : {0, 1, 2}) CHECK(list.is_in(attendee(i)));
}

#include "kiosk/domain/marks.h"

#include <doctest/doctest.h>

#include "kiosk/domain/agenda.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

Instant at(int hour, int minute = 0) { return Instant{} + std::chrono::hours{hour} + std::chrono::minutes{minute}; }

Session talk(std::optional<std::string> room, int starts, int ends) {
    return {.id = "t", .title = "Talk", .starts = at(starts), .ends = at(ends), .room = std::move(room)};
}

/// Moved at 8 o'clock from Liffey, 11 to 12, to Tolka, 14 to 15.
Session moved() {
    Session session = talk("Tolka", 14, 15);
    session.before = {{"Liffey", at(11), at(12), at(8)}};
    return session;
}

Session called_off() {
    Session session = talk("Liffey", 11, 12);
    session.cancelled = true;
    return session;
}

std::vector<std::string> rooms_where_missed(const Session& session) {
    std::vector<std::string> rooms;
    const Session* const marked = &session;
    for (const char* room : {"Liffey", "Dodder", "Tolka"})
        if (!missed_in(std::span{&marked, 1}, room).empty()) rooms.emplace_back(room);
    return rooms;
}

using Rooms = std::vector<std::string>;

}  // namespace

TEST_CASE("when screens tell that a session moved or is called off") {
    struct Row {
        Session session;
        Instant now;
        bool told;
        const char* why;
    };
    Session called_off_at_8 = called_off();
    called_off_at_8.cancelled_at = at(8);
    Session moved_twice = moved();
    moved_twice.before.push_back({"Dodder", at(17), at(18), at(9)});
    const std::vector<Row> rows = {
        {talk("Liffey", 11, 12), at(11), false, "nothing happened to it"},
        {moved(), at(8) - 1s, false, "not yet"},
        {moved(), at(8), true, "just now"},
        {moved(), at(8, 30) - 1s, true, "for half an hour after the change"},
        {moved(), at(8, 30), false, "long enough"},
        {moved(), at(10, 30) - 1s, false, "nobody comes to the old time yet"},
        {moved(), at(10, 30), true, "people come for the old time"},
        {moved(), at(12) - 1s, true, "somebody is late for the old time"},
        {moved(), at(12), false, "the old time is over"},
        {moved(), at(13, 30) - 1s, false, "before the half hour"},
        {moved(), at(13, 30), true, "half an hour before it"},
        {moved(), at(15) - 1s, true, "until it ends"},
        {moved(), at(15), false, "it is over"},
        {moved_twice, at(9, 29), true, "half an hour after the last change"},
        {moved_twice, at(8, 45), false, "the change before is forgotten as a moment"},
        {moved_twice, at(16, 30), true, "each time that it left may bring people"},
        {called_off(), at(8), false, "called off from the beginning: nobody knows when"},
        {called_off(), at(10, 30), true, "half an hour before its slot"},
        {called_off(), at(12) - 1s, true, "until its slot ends"},
        {called_off(), at(12), false, "its slot is over"},
        {called_off_at_8, at(8, 29), true, "half an hour after it was called off"},
        {called_off_at_8, at(8, 30), false, "long enough"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(is_marked(row.session, row.now) == row.told);
    }
}

TEST_CASE("between two moments that are named no mark comes or goes") {
    for (const Session& session : {moved(), called_off(), talk("Liffey", 11, 12)})
        for (Instant now = at(7); now < at(16);) {
            const auto next = mark_changes_at(session, now);
            for (Instant each = now; each < next.value_or(at(16)); each += 1min) CHECK(is_marked(session, each) == is_marked(session, now));
            now = next.value_or(at(16));
        }
    CHECK_FALSE(mark_changes_at(talk("Liffey", 11, 12), at(7)));
    CHECK(mark_changes_at(moved(), at(12)) == at(13, 30));
    CHECK_FALSE(mark_changes_at(moved(), at(15)));
}

TEST_CASE("where people look for a session in vain") {
    CHECK(rooms_where_missed(moved()) == Rooms{"Liffey"});
    CHECK(rooms_where_missed(called_off()) == Rooms{"Liffey"});

    Session everywhere = moved();
    everywhere.also_in = {"Liffey"};
    const Session* const marked = &everywhere;
    CHECK(missed_in(std::span{&marked, 1}, "Liffey")[0].slot() == at(11));  // at another time

    Session moved_and_called_off = moved();
    moved_and_called_off.cancelled = true;
    CHECK(rooms_where_missed(moved_and_called_off) == Rooms{"Liffey", "Tolka"});

    Session moved_twice = moved();
    moved_twice.before.push_back({"Dodder", at(14), at(15), at(9)});
    CHECK(rooms_where_missed(moved_twice) == Rooms{"Liffey", "Dodder"});
}

TEST_CASE("what is missed stands in the order in which people come for it") {
    Session later = moved();
    later.before = {{"Liffey", at(12), at(13), at(8)}};
    const Session first = called_off(), second = later;
    const std::vector<const Session*> marked = {&second, &first};
    const auto missed = missed_in(marked, "Liffey");
    REQUIRE(missed.size() == 2);
    CHECK(missed[0].session == &first);
    CHECK(missed[1].session == &second);
}

TEST_CASE("without a room one looks among those without a room") {
    Session session = talk({}, 11, 12);
    session.cancelled = true;
    const Session* const marked = &session;
    CHECK(missed_in(std::span{&marked, 1}, {}).size() == 1);
    CHECK(missed_in(std::span{&marked, 1}, "Liffey").empty());
}

TEST_CASE("a session that is on or next in a room at another time isn't missed there") {
    Session session = talk("Liffey", 12, 13);
    session.before = {{"Liffey", at(11), at(12), at(8)}};
    Programme programme{.rooms = {{"Liffey"}}, .sessions = {session}};
    Agenda agenda = agenda_at(programme, at(11));
    CHECK(agenda.marked.size() == 1);
    CHECK(missed_beside(agenda.rooms[0], agenda.marked).empty());
    programme.sessions.insert(programme.sessions.begin(), talk("Liffey", 11, 12));
    programme.sessions[0].starts += 30min;
    agenda = agenda_at(programme, at(11));
    CHECK(missed_beside(agenda.rooms[0], agenda.marked).size() == 1);
}

TEST_CASE("an agenda is out of date when a mark comes or goes") {
    const Programme programme{.rooms = {{"Liffey"}, {"Tolka"}}, .sessions = {moved()}};
    CHECK(agenda_at(programme, at(9)).changes_at == at(10, 30));
    CHECK(agenda_at(programme, at(11)).changes_at == at(12));
}

TEST_CASE("the places that a session left") {
    const EarlierPlace a{"A", at(10), at(11), at(1)}, b{"B", at(10), at(11), at(2)}, c{"C", at(10), at(11), at(3)};
    std::vector<EarlierPlace> before;
    leave_place(before, a, a);
    CHECK(before.empty());
    leave_place(before, a, b);
    leave_place(before, b, c);
    CHECK(before == std::vector{a, b});
    leave_place(before, c, b);
    CHECK(before == std::vector{a, c});
    leave_place(before, b, a);
    CHECK(before.empty());
    EarlierPlace longer = a;
    longer.ends = at(12);
    leave_place(before, a, longer);
    CHECK(before.empty());
}

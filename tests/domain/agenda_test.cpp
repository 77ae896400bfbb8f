#include "kiosk/domain/agenda.h"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

Instant at(int hour) { return Instant{} + std::chrono::hours{hour}; }

Session talk(std::string id, std::optional<std::string> room, int starts, int ends) {
    return {.id = id, .title = id, .starts = at(starts), .ends = at(ends), .room = std::move(room)};
}

/// "Liffey: a b > c" for each room: what is on, and what is next; "-" for no room.
std::vector<std::string> lines(const Agenda& agenda) {
    std::vector<std::string> result;
    for (const RoomAgenda& each : agenda.rooms) {
        std::string line = (each.room ? each.room->name : "-") + ":";
        for (const Session* session : each.now) line += " " + session->id;
        if (each.next) line += " > " + each.next->id;
        result.push_back(line);
    }
    return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a session is on from the second it starts until the second it ends") {
    const Programme programme{.rooms = {{"Liffey"}}, .sessions = {talk("a", "Liffey", 10, 11), talk("b", "Liffey", 11, 12)}};
    CHECK(lines(agenda_at(programme, at(10) - 1s)) == Lines{"Liffey: > a"});
    CHECK(lines(agenda_at(programme, at(10))) == Lines{"Liffey: a > b"});
    CHECK(lines(agenda_at(programme, at(11) - 1s)) == Lines{"Liffey: a > b"});
    CHECK(lines(agenda_at(programme, at(11))) == Lines{"Liffey: b"});
    CHECK(lines(agenda_at(programme, at(12))) == Lines{"Liffey:"});
}

TEST_CASE("an agenda says when it is out of date") {
    const Programme programme{.rooms = {{"Liffey"}}, .sessions = {talk("a", "Liffey", 10, 12), talk("b", "Liffey", 11, 13)}};
    CHECK(agenda_at(programme, at(9)).changes_at == at(10));
    CHECK(agenda_at(programme, at(10)).changes_at == at(11));
    CHECK(agenda_at(programme, at(11)).changes_at == at(12));
    CHECK(agenda_at(programme, at(12)).changes_at == at(13));
    CHECK_FALSE(agenda_at(programme, at(13)).changes_at);
}

TEST_CASE("two at once in one room are both on, and next is on any day") {
    const Programme programme{.rooms = {{"Liffey"}, {"liffey"}},
                              .sessions = {talk("a", "Liffey", 10, 12), talk("b", "Liffey", 11, 12), talk("c", "Liffey", 50, 51)}};
    CHECK(lines(agenda_at(programme, at(11))) == Lines{"Liffey: a b > c", "liffey:"});
}

TEST_CASE("what is without a room stands last, and only where there is any") {
    const Programme programme{.rooms = {{"Liffey"}}, .sessions = {talk("a", {}, 10, 11), talk("b", "Liffey", 10, 11)}};
    CHECK(lines(agenda_at(programme, at(10))) == Lines{"Liffey: b", "-: a"});
}

TEST_CASE("a session in several rooms is on in all of them") {
    Programme programme{.rooms = {{"Liffey"}, {"Corrib"}, {"Boyne"}}, .sessions = {talk("a", "Corrib", 10, 11)}};
    programme.sessions[0].also_in = {"Boyne"};
    CHECK(lines(agenda_at(programme, at(9))) == Lines{"Liffey:", "Corrib: > a", "Boyne: > a"});
    CHECK(lines(agenda_at(programme, at(10))) == Lines{"Liffey:", "Corrib: a", "Boyne: a"});
}

TEST_CASE("what is cancelled, or ends when it starts, is never on") {
    Programme programme{.rooms = {{"Liffey"}}, .sessions = {talk("a", "Liffey", 10, 11), talk("b", "Liffey", 10, 10)}};
    programme.sessions[0].cancelled = true;
    CHECK(lines(agenda_at(programme, at(9))) == Lines{"Liffey: > b"});
    CHECK(lines(agenda_at(programme, at(10))) == Lines{"Liffey:"});
    CHECK(agenda_at(programme, at(10)).changes_at == at(11));  // nobody has to be told any more that a is called off
    CHECK_FALSE(agenda_at(programme, at(11)).changes_at);
}

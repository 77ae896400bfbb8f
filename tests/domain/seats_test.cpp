#include "kiosk/domain/seats.h"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

Instant at(int hour, int minute = 0) { return Instant{} + std::chrono::hours{hour} + std::chrono::minutes{minute}; }

Session session(std::string id, Instant starts, Instant ends, std::string room) {
    return {.id = id, .title = id, .starts = starts, .ends = ends, .room = std::move(room)};
}

Programme venue() {
    Programme programme;
    programme.rooms = {{.name = "Liffey", .capacity = 40}, {.name = "Dodder", .capacity = 12}, {.name = "Tolka"}};
    programme.sessions = {session("exhibition", at(9), at(18), "Dodder"), session("xen", at(10), at(11), "Liffey"),
                          session("demo", at(10, 30), at(11), "Dodder"), session("arm", at(11), at(12), "Liffey"),
                          session("libxl", at(14), at(15), "Liffey")};
    return programme;
}

/// The id of the session that lets people in at a door.
std::string at_door(const Programme& programme, const char* room, Instant now) {
    const Agenda agenda = agenda_at(programme, now);
    const RoomAgenda* here = agenda_of_room(agenda, room);
    const Session* session = here ? session_at_door(*here, now) : nullptr;
    return session ? session->id : "none";
}

}  // namespace

TEST_CASE("a door lets people in to what is on, then to what starts within a quarter of an hour") {
    struct Row {
        const char* room;
        Instant now;
        const char* session;
        const char* why;
    };
    const Programme programme = venue();
    for (const Row& row : std::vector<Row>{
             {"Liffey", at(9, 45) - 1s, "none", "a second too early"},
             {"Liffey", at(9, 45), "xen", "a quarter of an hour before"},
             {"Liffey", at(10, 50), "xen", "on comes before soon"},
             {"Liffey", at(11) - 1s, "xen", "until the second it ends"},
             {"Liffey", at(11), "arm", "one follows at once"},
             {"Liffey", at(13, 45), "libxl", "before the next after a pause"},
             {"Liffey", at(15), "none", "the last one is over"},
             {"Dodder", at(10, 20), "exhibition", "all day"},
             {"Dodder", at(10, 45), "demo", "of two at once the one that began last"},
             {"Tolka", at(10), "none", "nothing is ever on there"},
             {"liffey", at(10), "none", "no such room"}})
        CHECK_MESSAGE(at_door(programme, row.room, row.now) == row.session, row.why);
}

TEST_CASE("nobody is let in to a cancelled session, and those in several rooms open at each door") {
    Programme programme = venue();
    programme.sessions[1].cancelled = true;
    programme.sessions[4].also_in = {"Tolka"};
    CHECK(at_door(programme, "Liffey", at(10, 15)) == "none");
    CHECK(at_door(programme, "Tolka", at(14, 30)) == "libxl");
}

TEST_CASE("how full a session is is known where its room has a size and somebody counts") {
    Programme programme = venue();
    Session& xen = programme.sessions[1];
    CHECK_FALSE(seats_of(programme, xen));

    xen.checked_in = 39;
    REQUIRE(seats_of(programme, xen));
    CHECK_FALSE(seats_of(programme, xen)->full());
    xen.checked_in = 40;
    CHECK(seats_of(programme, xen)->full());

    xen.also_in = {"Dodder"};
    CHECK(seats_of(programme, xen)->all == 52);
    xen.also_in = {"Tolka"};
    CHECK_FALSE(seats_of(programme, xen));
    CHECK_FALSE(capacity_of(programme, xen));
}

#include "kiosk/model/room_view.h"

#include <doctest/doctest.h>

#include "kiosk/model/view_text.h"
#include "tests/model/golden.h"
#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;

TEST_CASE("a door says what is on, what comes, and why when nothing is") {
    struct Row {
        const char* golden;
        const char* room;
        const char* at;
        const char* why;
    };
    const Row table[] = {
        {"door-weeks-before", "Liffey", "2013-04-30T12:00", "the event is ahead"},
        {"door-before-doors", "Liffey", "2013-05-16T08:59", "the doors first"},
        {"door-free-at-opening", "Liffey", "2013-05-16T09:00", "free until the first session"},
        {"door-on", "Liffey", "2013-05-16T10:15", "now, next and the rest of the day"},
        {"door-two-at-once", "Dodder", "2013-05-16T10:15", "both are shown"},
        {"door-free", "Liffey", "2013-05-16T11:30", "a break in this room"},
        {"door-nothing-more-today", "Dodder", "2013-05-16T12:00", "comes again tomorrow"},
        {"door-late", "Liffey", "2013-05-17T00:30", "the evening's session after midnight"},
        {"door-nothing-more-here", "Liffey", "2013-05-17T15:30", "the event goes on elsewhere"},
        {"door-never-used", "Tolka", "2013-05-16T10:15", "nothing is planned in it"},
        {"door-after", "Liffey", "2013-05-17T17:00", "the event is over"},
        {"door-unknown", "Shannon", "2013-05-16T10:15", "names the rooms there are"},
    };
    const Programme programme = hackathon_with_sessions();
    for (const Row& row : table) {
        CAPTURE(row.why);
        const std::string shown = to_text(room_view(programme, row.room, {.shown = at(row.at)}, Catalogue{}));
        CHECK(shown == golden(row.golden, shown));
    }
}

TEST_CASE("a door speaks each of the languages, titles stay as they are") {
    const Programme programme = hackathon_with_sessions();
    for (const std::string tag : {"de", "fr", "es", "ga", "pl", "ar"}) {
        const Catalogue words = Catalogue::load(KIOSK_LANGUAGES, tag);
        std::string shown;
        for (const char* moment : {"2013-05-16T10:15", "2013-05-16T12:00"})
            shown += to_text(room_view(programme, "Dodder", {.shown = at(moment)}, words)).append("\n");
        shown += to_text(room_view(programme, "Shannon", {.shown = at("2013-05-16T10:15")}, words));
        CHECK(shown == golden(std::string{"door-"}.append(tag), shown));
    }
}

TEST_CASE("a topic that was placed brings its raised hands to the door") {
    Programme programme = hackathon();
    programme.topics = {{.id = "roadmap", .title = "Roadmap", .votes = {{.author = "one"}, {.author = "two"}}}};
    programme.sessions = {session("Roadmap", "2013-05-16T12:00", "2013-05-16T13:00", "Liffey", {"Ada Lovelace"})};
    programme.sessions[0].topic = programme.topics[0].id;
    CHECK(room_view(programme, "Liffey", {.shown = at("2013-05-16T10:15")}, {}).next->people ==
          "Ada Lovelace · 2 will attend");
}

TEST_CASE("the rest of the day reaches into the night and no further") {
    Programme programme = hackathon_with_sessions();
    programme.event.days.clear();
    programme.sessions.push_back(session("After midnight", "2013-05-17T02:00", "2013-05-17T03:00", "Liffey"));
    programme.sessions.push_back(session("In the morning", "2013-05-17T09:00", "2013-05-17T10:00", "Liffey"));
    Session cancelled = session("Cancelled", "2013-05-16T17:00", "2013-05-16T18:00", "Liffey");
    cancelled.cancelled = true;
    programme.sessions.push_back(cancelled);
    sort_sessions(programme);
    const RoomView view = room_view(programme, " Liffey ", {.shown = at("2013-05-16T14:00")}, {});
    REQUIRE(view.later.size() == 2);
    CHECK(view.later[0] == DoorLater{"23:00", "Late hacking"});
    CHECK(view.later[1] == DoorLater{"02:00", "After midnight"});
}

#include "kiosk/model/room_view.h"

#include <doctest/doctest.h>

#include "tests/model/golden.h"
#include "tests/model/hackathon.h"
#include "kiosk/model/view_text.h"

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

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
        const std::string shown = to_text(room_view(programme, {.room = row.room}, {.shown = at(row.at)}, Catalogue{}));
        CHECK(shown == golden(row.golden, shown));
    }
}

TEST_CASE("a door speaks each of the languages, titles stay as they are") {
    const Programme programme = hackathon_with_sessions();
    for (const std::string tag : {"de", "fr", "es", "ga", "pl", "ar"}) {
        const Catalogue words = Catalogue::load(KIOSK_LANGUAGES, tag);
        std::string shown;
        for (const char* moment : {"2013-05-16T10:15", "2013-05-16T12:00"})
            shown += to_text(room_view(programme, {.room = "Dodder"}, {.shown = at(moment)}, words)).append("\n");
        shown += to_text(room_view(programme, {.room = "Shannon"}, {.shown = at("2013-05-16T10:15")}, words));
        CHECK(shown == golden(std::string{"door-"}.append(tag), shown));
    }
}

TEST_CASE("a door that was paired and has no programme yet waits for it") {
    const RoomView view = room_view(Programme{}, {.room = "Liffey"}, {.shown = at("2013-05-16T10:15")}, Catalogue{});
    CHECK(view.room == "Liffey");
    CHECK(view.idle == "The programme is empty");
    CHECK(view.known_rooms.empty());
}

TEST_CASE("a topic that was placed brings its raised hands to the door") {
    Programme programme = hackathon();
    programme.topics = {{.id = "roadmap", .title = "Roadmap", .votes = {{.author = "one"}, {.author = "two"}}}};
    programme.sessions = {session("Roadmap", "2013-05-16T12:00", "2013-05-16T13:00", "Liffey", {"Ada Lovelace"})};
    programme.sessions[0].topic = programme.topics[0].id;
    CHECK(room_view(programme, {.room = "Liffey"}, {.shown = at("2013-05-16T10:15")}, {}).next->people ==
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
    const RoomView view = room_view(programme, {.room = " Liffey "}, {.shown = at("2013-05-16T14:00")}, {});
    REQUIRE(view.later.size() == 2);
    CHECK(view.later[0] == DoorLater{"23:00", "Late hacking"});
    CHECK(view.later[1] == DoorLater{"02:00", "After midnight"});
}

TEST_CASE("a sign that checks people in says so, and how full it is") {
    struct Row {
        const char* golden;
        const char* room;
        const char* at;
        int checked_in;
        const char* why;
    };
    const Row table[] = {
        {"door-check-in", "Liffey", "2013-05-16T10:15", 24, "on now, with space"},
        {"door-check-in-soon", "Liffey", "2013-05-16T11:45", 3, "what starts soon lets in, and counts"},
        {"door-check-in-closed", "Liffey", "2013-05-16T11:30", 0, "closed until a quarter of an hour before"},
        {"door-check-in-full", "Liffey", "2013-05-16T10:15", 40, "full, with a place to go to"},
    };
    CheckInStand stand;
    stand.set_camera(CameraState::looking);
    for (const Row& row : table) {
        CAPTURE(row.why);
        Programme programme = hackathon_with_sessions();
        for (Session& session : programme.sessions)
            if (session.room == "Liffey") session.checked_in = row.checked_in;
        const RoomView view = room_view(programme, {.room = row.room, .stand = &stand}, {.shown = at(row.at)}, {});
        const std::string text = to_text(view);
        CHECK(text == golden(row.golden, text));
        CHECK(view.panel);
    }
}

TEST_CASE("a sign that checks nobody in says when it is full all the same, and nothing while nobody counts") {
    Programme programme = hackathon_with_sessions();
    const auto liffey = [&] { return room_view(programme, {.room = "Liffey"}, {.shown = at("2013-05-16T10:15")}, {}); };
    CHECK_FALSE(liffey().panel);
    CHECK(liffey().now[0].seats.text.empty());

    programme.sessions[0].checked_in = 24;
    CHECK_FALSE(liffey().panel);
    CHECK(liffey().now[0].seats == SeatWords{"24 of 40 seats", false});
    programme.sessions[0].checked_in = 41;
    REQUIRE(liffey().panel);
    CHECK(liffey().panel->title == "Full");
    CHECK(liffey().panel->alarm);
    CHECK(liffey().now[0].seats == SeatWords{"full · 41 of 40", true});
}

TEST_CASE("what ails a door's camera or desk stands at its foot, and the programme stays") {
    const Programme programme = hackathon_with_sessions();
    CheckInStand stand;
    const auto panel = [&] { return room_view(programme, {.room = "Liffey", .stand = &stand}, {.shown = at("2013-05-16T10:15")}, {}).panel.value(); };
    CHECK_FALSE(panel().has_camera);
    stand.set_camera(CameraState::dark);
    CHECK(panel().lines == std::vector<std::string>{"Hold your QR code to the camera", "Too dark for the camera"});
    stand.set_camera(CameraState::missing);
    CHECK_FALSE(panel().has_camera);
    stand.failed({"D1", "door-2"});
    CHECK(panel().alarm);
    CHECK(panel().lines.back() == "code D1 · door-2");
}

TEST_CASE("a door's code for phones says what a phone does there at this moment") {
    Programme programme = hackathon_with_sessions();
    const QrCode code{.size = 1, .is_dark = {true}};
    const auto at_door = [&](const char* moment, const CheckInStand* stand = nullptr) {
        return room_view(programme, {.room = "Liffey", .stand = stand, .code = &code}, {.shown = at(moment)}, {});
    };
    const auto phone = [&](const char* moment) { return at_door(moment).phone.value(); };
    CHECK(phone("2013-05-16T10:15") == PhonePanel{code, "Coming in?", "Scan to check in to this session."});
    CHECK(phone("2013-05-16T11:50").heading == "Coming in at 12:00?");
    CHECK(phone("2013-05-16T11:30") == PhonePanel{code, "Check-in opens at 11:45"});

    // Full, or where a scanner lets people in as well, the panel beside the code has the words.
    programme.sessions[0].checked_in = 40;
    CHECK(phone("2013-05-16T10:15") == PhonePanel{code});
    programme.sessions[0].checked_in = 0;
    CheckInStand stand;
    CHECK(at_door("2013-05-16T10:15", &stand).phone->heading == "Or with your phone");
    stand.failed({"D1", "door-2"});
    CHECK_FALSE(at_door("2013-05-16T10:15", &stand).phone);
}

TEST_CASE("a door in no network says that phones can't be served, and an unknown room shows no code") {
    const Programme programme = hackathon_with_sessions();
    const QrCode none;
    const auto phone = [&](const char* room) { return room_view(programme, {.room = room, .code = &none}, {.shown = at("2013-05-16T10:15")}, {}).phone; };
    REQUIRE(phone("Liffey"));
    CHECK(phone("Liffey")->heading == "No phones at the moment");
    CHECK_FALSE(phone("Shannon"));
}

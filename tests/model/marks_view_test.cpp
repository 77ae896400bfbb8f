#include <doctest/doctest.h>

#include "kiosk/model/lobby_view.h"
#include "kiosk/model/room_view.h"
#include "kiosk/model/view_text.h"
#include "tests/model/golden.h"
#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;

namespace {

Session& called(Programme& programme, std::string_view title) {
    return *std::find_if(programme.sessions.begin(), programme.sessions.end(), [&](const Session& each) { return each.title == title; });
}

/// At 09:50 the roadmap went from Dodder to Liffey, the talk on toolstacks from 10:00 to 11:00, the lightning talks from
/// 14:30 to 15:30, VMFUNC from Dodder to Tolka and half an hour on; lunch was called off.
Programme changed_hackathon() {
    Programme programme = hackathon_with_sessions();
    const Instant when = at("2013-05-16T09:50");
    Session vmfunc = session("VMFUNC", "2013-05-16T11:30", "2013-05-16T12:30", "Tolka", {"Grace Hopper"});
    vmfunc.before = {{"Dodder", at("2013-05-16T11:00"), at("2013-05-16T12:00"), when}};
    Session lunch = session("Lunch", "2013-05-16T12:30", "2013-05-16T13:30", "Tolka");
    lunch.cancelled = true;
    lunch.cancelled_at = when;
    programme.sessions.push_back(vmfunc);
    programme.sessions.push_back(lunch);
    called(programme, "Roadmap").before = {{"Dodder", at("2013-05-16T12:00"), at("2013-05-16T13:00"), when}};
    Session& toolstacks = called(programme, "Toolstacks");
    toolstacks.starts = at("2013-05-16T11:00");
    toolstacks.ends = at("2013-05-16T11:30");
    toolstacks.before = {{"Dodder", at("2013-05-16T10:00"), at("2013-05-16T10:30"), when}};
    Session& lightning = called(programme, "Lightning talks");
    lightning.before = {{"Liffey", at("2013-05-16T14:30"), at("2013-05-16T15:30"), when}};
    sort_sessions(programme);
    return programme;
}

std::string doors(const Programme& programme, std::string_view time, const Catalogue& words = {}) {
    std::string shown;
    for (const char* room : {"Liffey", "Dodder", "Tolka"})
        shown += to_text(room_view(programme, {.room = room}, {.shown = at(time)}, words)).append("\n");
    return shown;
}

}  // namespace

TEST_CASE("the lobby tells what moved at both places, and what is called off in its slot") {
    struct Row {
        const char* golden;
        const char* at;
        const char* why;
    };
    const Row table[] = {
        {"lobby-changed-just-now", "2013-05-16T09:55", "for half an hour all changes, however far ahead"},
        {"lobby-changed-later", "2013-05-16T10:20", "what starts in half an hour, or was to"},
        {"lobby-changed-running", "2013-05-16T11:40", "a moved session is on, its old room tells where"},
        {"lobby-changed-lunch", "2013-05-16T12:45", "the slot of what is called off"},
        {"lobby-changed-over", "2013-05-16T13:40", "nobody has to be told any more"},
    };
    const Programme programme = changed_hackathon();
    for (const Row& row : table) {
        CAPTURE(row.why);
        const std::string shown = to_text(lobby_view(programme, {.shown = at(row.at)}, {}, {}));
        CHECK(shown == golden(row.golden, shown));
    }
}

TEST_CASE("the old door sends people on, the new door says from where they come") {
    for (const auto& [name, time] : {std::pair{"doors-changed-just-now", "2013-05-16T09:55"}, {"doors-changed-running", "2013-05-16T11:40"},
                                     {"doors-changed-lunch", "2013-05-16T12:45"}}) {
        const std::string shown = doors(changed_hackathon(), time);
        CHECK(shown == golden(name, shown));
    }
}

TEST_CASE("changes are told in each of the languages") {
    const Programme programme = changed_hackathon();
    for (const std::string tag : {"de", "fr", "es", "ga", "pl", "ar"}) {
        const Catalogue words = Catalogue::load(KIOSK_LANGUAGES, tag);
        std::string shown = to_text(lobby_view(programme, {.shown = at("2013-05-16T09:55")}, {}, words));
        shown += "\n" + doors(programme, "2013-05-16T09:55", words);
        CHECK(shown == golden(std::string{"changed-"}.append(tag), shown));
    }
}

TEST_CASE("the door of a room that was given up still sends people on") {
    Programme programme = hackathon();
    Session moved = session("VMFUNC", "2013-05-16T11:00", "2013-05-16T12:00", "Tolka");
    moved.before = {{"Shannon", moved.starts, moved.ends, at("2013-05-15T09:00")}};
    programme.sessions = {moved};
    const RoomView view = room_view(programme, {.room = "Shannon"}, {.shown = at("2013-05-16T10:45")}, {});
    REQUIRE(view.missed.size() == 1);
    CHECK(view.missed[0] == DoorMissed{"MOVED TO TOLKA, STARTS 11:00", "VMFUNC", Tone::changed});
    CHECK(view.known_rooms.empty());
}

TEST_CASE("more that is missed than a row holds gets rows of its own") {
    Programme programme = hackathon();
    for (int i = 0; i < 4; ++i) {
        Session off = session("Talk " + std::to_string(i), "2013-05-16T11:00", "2013-05-16T12:00", "Dodder");
        off.cancelled = true;
        programme.sessions.push_back(off);
    }
    programme.sessions.push_back(session("Wrap-up", "2013-05-16T13:00", "2013-05-16T14:00", "Dodder"));
    std::vector<std::size_t> missed;
    for (const Instant turning : {Instant{}, Instant{} + std::chrono::seconds{12}})
        for (const RoomRow& row : lobby_view(programme, {at("2013-05-16T10:45"), turning}, {1080, 1920}, {}).rows)
            if (row.room == "Dodder") missed.push_back(row.missed.size());
    CHECK(missed == std::vector<std::size_t>{1, 2, 1});
}

TEST_CASE("moved by a day, both days are named") {
    Programme programme = hackathon();
    Session moved = session("VMFUNC", "2013-05-17T11:00", "2013-05-17T12:00", "Tolka");
    moved.before = {{"Tolka", at("2013-05-16T11:00"), at("2013-05-16T12:00"), at("2013-05-15T09:00")}};
    programme.sessions = {moved};
    const RoomView view = room_view(programme, {.room = "Tolka"}, {.shown = at("2013-05-16T10:45")}, {});
    REQUIRE(view.next);
    CHECK(view.next->moved == "previously 11:00");
}

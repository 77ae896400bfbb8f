// The views of whole events: the demo that comes with the program, and a congress of strangers.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "kiosk/domain/settle.h"
#include "kiosk/model/view_text.h"
#include "kiosk/sources/files/reader.h"
#include "tests/model/golden.h"
#include "tests/model/hackathon.h"
#include "tests/skipped.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

Settled settled_file(const std::filesystem::path& path) {
    std::ostringstream content;
    content << std::ifstream{path, std::ios::binary}.rdbuf();
    Reading reading = read_schedule(content.str());
    REQUIRE_MESSAGE(reading.understood, reading.refusal);
    return settle(std::move(reading.draft), "");
}

Programme programme_of(const Settled& settled) {
    Programme programme{.event = settled.event, .topics = settled.topics};
    for (const std::string& room : settled.rooms) programme.rooms.push_back({.name = room});
    for (const SettledSession& each : settled.sessions) programme.sessions.push_back(each.session);
    return programme;
}

Settled demo() { return settled_file(KIOSK_SOURCE_DIR "/assets/demo.schedule.xml"); }

}  // namespace

TEST_CASE("the demo event is read whole, without a word of doubt") {
    const Settled settled = demo();
    CHECK(settled.skipped.empty());
    CHECK(settled.warnings.empty());
    CHECK(settled.event.timezone == "Europe/Dublin");
    CHECK(settled.rooms == std::vector<std::string>{"Liffey", "Dodder", "Tolka", "Poddle"});
    CHECK(settled.sessions.size() == 40);
    CHECK(std::count_if(settled.sessions.begin(), settled.sessions.end(),
                        [](const SettledSession& each) { return each.session.cancelled; }) == 1);
}

TEST_CASE("at any minute of the demo's days something is on") {
    const Programme programme = programme_of(demo());
    REQUIRE(programme.event.days.size() == 2);
    for (const Day& day : programme.event.days)
        for (Instant moment = day.opens.value(); moment < day.closes.value(); moment += 1min)
            CHECK_MESSAGE(lobby_view(programme, {.shown = moment}, {}, {}).headline.empty(), iso_time(moment, dublin));
}

TEST_CASE("the demo has its rooms on one page, and two sessions at once in one") {
    const LobbyView view = lobby_view(programme_of(demo()), {.shown = at("2013-05-16T13:45")}, {}, {});
    CHECK(view.page_count == 1);
    CHECK(view.rows.at(3).now.size() == 2);
    const std::string shown = to_text(view);
    CHECK(shown == golden("lobby-demo-event", shown));
}

TEST_CASE("a congress after midnight shows what still runs, on pages that turn") {
    const auto file = sample_file("schedules/38c3.schedule.xml");
    if (!file) return;
    const Programme programme = programme_of(settled_file(*file));
    const Instant moment = parse_iso_time("2024-12-28T00:30")->moment_in(*Zone::named("Europe/Berlin"));
    std::multiset<std::string> expected;
    for (const Session& each : programme.sessions)
        if (each.runs_at(moment)) expected.insert(each.title);
    CHECK(expected.size() > 5);

    std::multiset<std::string> shown;
    std::set<std::string> rooms;
    int pages = 1;
    for (int page = 0; page < pages; ++page) {
        const LobbyView view = lobby_view(programme, {.shown = moment, .turning = Instant{page * 12s}}, {}, {});
        pages = view.page_count;
        CHECK(view.page_index == page);
        CHECK(view.compact);
        for (const RoomRow& row : view.rows) {
            rooms.insert(row.room);
            for (const OnNow& now : row.now) shown.insert(now.title);
        }
    }
    CHECK(shown == expected);
    CHECK(rooms.size() >= programme.rooms.size());
}

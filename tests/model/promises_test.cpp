// What every view keeps to, whatever the programme and the moment.
#include <doctest/doctest.h>

#include <set>

#include "kiosk/model/lobby_view.h"
#include "kiosk/model/room_view.h"
#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

struct Case {
    const char* name;
    Programme programme;
};

Programme odd_sessions() {
    Programme programme = hackathon_with_sessions();
    programme.sessions.push_back(session("ends as it starts", "2013-05-16T12:30", "2013-05-16T12:30", "Tolka"));
    programme.sessions.push_back(session("ends before", "2013-05-16T14:00", "2013-05-16T13:00", "Tolka"));
    programme.sessions.push_back(session("over two days", "2013-05-16T12:00:30", "2013-05-17T15:00:10", "Dodder"));
    programme.sessions.push_back(
        session("nowhere \u202Edlog\u202C 👨‍👩‍👧", "2013-05-16T11:00", "2013-05-16T12:00", {}));
    programme.sessions.push_back(session("weeks later", "2013-06-20T10:00", "2013-06-20T11:00", "Liffey"));
    programme.sessions.push_back(session("", "2013-05-16T13:30", "2013-05-16T14:00", "Tolka"));
    sort_sessions(programme);
    return programme;
}

Programme all_cancelled() {
    Programme programme = hackathon_with_sessions();
    for (Session& each : programme.sessions) each.cancelled = true;
    return programme;
}

/// Each session came from the next room and another time, every other one is called off; one room is no more.
Programme all_changed() {
    Programme programme = odd_sessions();
    const char* rooms[] = {"Liffey", "Dodder", "Tolka", "Shannon"};
    for (std::size_t i = 0; i < programme.sessions.size(); ++i) {
        Session& each = programme.sessions[i];
        each.before = {{rooms[i % 4], each.starts - 90min, each.ends - 90min, at("2013-05-16T09:40")},
                       {rooms[(i + 1) % 4], each.starts, each.ends, at("2013-05-16T10:20:20")}};
        each.cancelled = i % 2 == 0;
        if (i % 4 == 0) each.cancelled_at = at("2013-05-16T11:00");
    }
    return programme;
}

Programme without_days(Programme programme) {
    programme.event.days.clear();
    return programme;
}

Programme topics_only() {
    Programme programme = hackathon();
    programme.rooms.clear();
    for (int i = 0; i < 25; ++i)
        programme.topics.push_back({.id = std::to_string(i), .title = "Topic " + std::to_string(i)});
    return programme;
}

std::vector<Case> cases() {
    return {{"nothing at all", {}},
            {"two days, no sessions", hackathon()},
            {"a usual one", hackathon_with_sessions()},
            {"odd sessions", odd_sessions()},
            {"all cancelled", all_cancelled()},
            {"no days listed", without_days(odd_sessions())},
            {"no days, no sessions", without_days(hackathon())},
            {"all changed", all_changed()},
            {"topics only", topics_only()},
            {"topics without days", without_days(topics_only())}};
}

std::vector<Moment> moments() {
    std::vector<Moment> result;
    for (Instant shown = at("2013-05-14T00:00"); shown < at("2013-05-19T00:00"); shown += 23min + 17s)
        result.push_back({.shown = shown, .turning = shown});
    for (const char* later : {"2013-06-19T23:59:59", "2013-06-20T10:30", "2014-01-01T00:00"})
        result.push_back({.shown = at(later), .turning = at(later)});
    return result;
}

std::set<std::string> titles_of(const Programme& programme) {
    std::set<std::string> titles;
    for (const Session& each : programme.sessions) titles.insert(each.title);
    for (const Topic& each : programme.topics) titles.insert(each.title);
    return titles;
}

void check_row(const RoomRow& row, const std::set<std::string>& titles) {
    CHECK_FALSE(row.room.empty());
    if (row.missed.empty()) CHECK(row.now.empty() != row.idle.empty());
    for (const UpNext& missed : row.missed) {
        CHECK(titles.contains(missed.title));
        CHECK_FALSE(missed.label.empty());
    }
    for (const OnNow& now : row.now) {
        CHECK(titles.contains(now.title));
        CHECK_FALSE(now.until.empty());
        CHECK(now.progress >= 0);
        CHECK(now.progress <= 1);
    }
    if (row.next) CHECK(titles.contains(row.next->title));
    if (row.next) CHECK_FALSE(row.next->label.empty());
}

}  // namespace

TEST_CASE("the lobby always says something, in words, and titles as they were written") {
    for (const Case& each : cases()) {
        CAPTURE(each.name);
        const auto titles = titles_of(each.programme);
        for (const Moment& moment : moments()) {
            const LobbyView view = lobby_view(each.programme, moment, {}, {});
            const bool anything_on = std::any_of(each.programme.sessions.begin(), each.programme.sessions.end(),
                                                 [&](const Session& one) { return one.runs_at(moment.shown); });
            CHECK(view.headline.empty() == anything_on);
            CHECK(view.page_index < view.page_count);
            for (const RoomRow& row : view.rows) check_row(row, titles);
            if (view.topics)
                for (const TopicCard& card : view.topics->cards) CHECK(titles.contains(card.title));
        }
    }
}

TEST_CASE("a door always says something, in words, and titles as they were written") {
    for (const Case& each : cases()) {
        CAPTURE(each.name);
        const auto titles = titles_of(each.programme);
        for (const Moment& moment : moments()) {
            for (const char* room : {"Liffey", "Dodder", "Tolka", "no such room"}) {
                const RoomView view = room_view(each.programme, {.room = room}, moment, {});
                CHECK(view.room == room);
                CHECK(view.now.empty() != view.idle.empty());
                for (const DoorNow& now : view.now) CHECK(titles.contains(now.title));
                if (view.next) CHECK(titles.contains(view.next->title));
                for (const DoorLater& later : view.later) CHECK(titles.contains(later.title));
            }
        }
    }
}

TEST_CASE("a view holds until the second before it says that it changes") {
    for (const Case& each : cases()) {
        CAPTURE(each.name);
        for (const Moment& moment : moments()) {
            LobbyView now = lobby_view(each.programme, moment, {}, {});
            REQUIRE(now.changes_at);
            CHECK(*now.changes_at > moment.shown);
            CHECK(*now.changes_at <= moment.shown + 60s);
            const Moment just_before{.shown = *now.changes_at - 1s, .turning = moment.turning};
            CHECK(now == lobby_view(each.programme, just_before, {}, {}));
            CHECK(room_view(each.programme, {.room = "Dodder"}, moment, {}) ==
                  room_view(each.programme, {.room = "Dodder"}, just_before, {}));
        }
    }
}

TEST_CASE("every room and topic comes by while the pages turn") {
    Programme programme = topics_only();
    for (int i = 0; i < 30; ++i) programme.rooms.push_back({.name = "Room " + std::to_string(i)});
    for (const ScreenShape shape : {ScreenShape{1280, 720}, ScreenShape{1080, 1920}, ScreenShape{800, 800}}) {
        std::set<std::string> seen;
        Moment moment{.shown = at("2013-05-16T10:15")};
        const int pages = lobby_view(programme, moment, shape, {}).page_count;
        for (int page = 0; page < pages; ++page, moment.turning += 12s) {
            const LobbyView view = lobby_view(programme, moment, shape, {});
            for (const RoomRow& row : view.rows) seen.insert(row.room);
            if (view.topics)
                for (const TopicCard& card : view.topics->cards) seen.insert(card.title);
        }
        CHECK(seen.size() == 30 + 25);
    }
}

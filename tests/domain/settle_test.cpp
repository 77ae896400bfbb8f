#include "kiosk/domain/settle.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

DraftSession talk(const char* title, const char* starts, std::chrono::seconds length = 1h) {
    return {.where = title, .title = title, .starts = parse_iso_time(starts), .duration = length};
}

DraftSession listed(const char* title, const char* day, std::chrono::seconds clock, const char* room = "Hall") {
    return {.where = title,
            .title = title,
            .duration = 1h,
            .listed_under = parse_iso_date(day),
            .clock = clock,
            .rooms = {room}};
}

DraftSession with_id(DraftSession session, const char* id) {
    session.id = id;
    return session;
}

Draft in_berlin(std::vector<DraftSession> sessions) {
    Draft draft;
    draft.format = "test";
    draft.timezone = "Europe/Berlin";
    draft.sessions = std::move(sessions);
    return draft;
}

std::string span_of(const Settled& settled, std::size_t place) {
    const Session& session = settled.sessions.at(place).session;
    return iso_time_utc(session.starts) + " " + iso_time_utc(session.ends);
}

/// One session and what becomes of its times.
struct TimeCase {
    const char* why;
    std::function<Draft()> draft;
    const char* span;  // empty: skipped
    std::size_t warnings;
};

Draft changed(Draft draft, const std::function<void(DraftSession&)>& change) {
    change(draft.sessions.front());
    return draft;
}

const TimeCase time_cases[] = {
    {"an offset holds, whatever the zone", [] { return in_berlin({talk("A", "2024-07-01T10:00:00+00:00")}); },
     "2024-07-01T10:00:00Z 2024-07-01T11:00:00Z", 0},
    {"an offset that the zone does not have then holds, with a warning", [] { return in_berlin({talk("A", "2024-07-01T10:00:00+01:00")}); },
     "2024-07-01T09:00:00Z 2024-07-01T10:00:00Z", 1},
    {"a clock face is the zone's", [] { return in_berlin({talk("A", "2024-07-01T10:00")}); },
     "2024-07-01T08:00:00Z 2024-07-01T09:00:00Z", 0},
    {"it may run over midnight", [] { return in_berlin({talk("A", "2024-07-01T23:30", 2h)}); },
     "2024-07-01T21:30:00Z 2024-07-01T23:30:00Z", 0},
    {"the hour that exists twice means its first time", [] { return in_berlin({talk("A", "2024-10-27T02:30")}); },
     "2024-10-27T00:30:00Z 2024-10-27T01:30:00Z", 0},
    {"the hour that does not exist means what the clock would have reached", [] { return in_berlin({talk("A", "2024-03-31T02:30")}); },
     "2024-03-31T01:30:00Z 2024-03-31T02:30:00Z", 0},
    {"a length counts real time through the night of the change", [] { return in_berlin({talk("A", "2024-10-27T01:00", 4h)}); },
     "2024-10-26T23:00:00Z 2024-10-27T03:00:00Z", 0},
    {"999 minutes are 999 minutes", [] { return in_berlin({talk("A", "2024-07-01T10:00", 999min)}); },
     "2024-07-01T08:00:00Z 2024-07-02T00:39:00Z", 0},
    {"no length is a moment, and never on", [] { return in_berlin({talk("A", "2024-07-01T10:00", 0min)}); },
     "2024-07-01T08:00:00Z 2024-07-01T08:00:00Z", 0},
    {"neither end nor length: a moment, told", [] {
         return changed(in_berlin({talk("A", "2024-07-01T10:00")}), [](DraftSession& s) { s.duration = {}; });
     }, "2024-07-01T08:00:00Z 2024-07-01T08:00:00Z", 1},
    {"an end before the start is no end", [] {
         return changed(in_berlin({talk("A", "2024-07-01T10:00")}), [](DraftSession& s) { s.ends = parse_iso_time("2024-07-01T09:00"); });
     }, "2024-07-01T08:00:00Z 2024-07-01T08:00:00Z", 1},
    {"an end wins over a length", [] {
         return changed(in_berlin({talk("A", "2024-07-01T10:00")}), [](DraftSession& s) { s.ends = parse_iso_time("2024-07-01T10:20"); });
     }, "2024-07-01T08:00:00Z 2024-07-01T08:20:00Z", 0},
    {"day and clock make a time", [] { return in_berlin({listed("A", "2024-07-01", 10h)}); },
     "2024-07-01T08:00:00Z 2024-07-01T09:00:00Z", 0},
    {"before the day change it is the night after", [] {
         Draft draft = in_berlin({listed("A", "2024-07-01", 15min)});
         draft.day_change = 4h;
         return draft;
     }, "2024-07-01T22:15:00Z 2024-07-01T23:15:00Z", 0},
    {"at the day change it is the new day", [] {
         Draft draft = in_berlin({listed("A", "2024-07-01", 4h)});
         draft.day_change = 4h;
         return draft;
     }, "2024-07-01T02:00:00Z 2024-07-01T03:00:00Z", 0},
    {"a full date wins over a clock that contradicts it, told", [] {
         return changed(in_berlin({talk("A", "2024-07-01T10:00")}), [](DraftSession& s) { s.clock = 11h; });
     }, "2024-07-01T08:00:00Z 2024-07-01T09:00:00Z", 1},
    {"without a start it can't be shown", [] {
         return changed(in_berlin({talk("A", "2024-07-01T10:00")}), [](DraftSession& s) { s.starts = {}; });
     }, "", 0},
    {"a clock without a day neither", [] {
         return changed(in_berlin({listed("A", "2024-07-01", 10h)}), [](DraftSession& s) { s.listed_under = {}; });
     }, "", 0},
    {"without a title neither", [] { return in_berlin({talk(" ", "2024-07-01T10:00")}); }, "", 0},
};

}  // namespace

TEST_CASE("every session gets its moments, or a reason") {
    for (const TimeCase& c : time_cases) {
        CAPTURE(c.why);
        const Settled settled = settle(c.draft(), "");
        const bool kept = std::string{c.span} != "";
        REQUIRE(settled.sessions.size() == (kept ? 1U : 0U));
        CHECK(settled.skipped.size() == (kept ? 0U : 1U));
        if (kept) {
            CHECK(span_of(settled, 0) == c.span);
            CHECK(settled.warnings.size() == c.warnings);
        }
    }
}

TEST_CASE("half past midnight after an evening in the same room is the night after, even without a day change") {
    const Settled settled = settle(in_berlin({listed("Concert", "2024-07-01", 22h), listed("Party", "2024-07-01", 30min)}), "");

    REQUIRE(settled.sessions.size() == 2);
    CHECK(settled.sessions[1].session.title == "Party");
    CHECK(span_of(settled, 1) == "2024-07-01T22:30:00Z 2024-07-01T23:30:00Z");
}

TEST_CASE("without a day change the hours of a day tell which night is meant") {
    struct Case {
        const char* opens;
        const char* closes;
        const char* span;
        const char* why;
    };
    const Case cases[] = {
        {"2024-07-01T10:00", "2024-07-02T04:00", "2024-07-01T22:15:00Z 2024-07-01T23:15:00Z", "it opens later and is open the night after"},
        {"2024-07-01T00:00", "2024-07-02T00:00", "2024-06-30T22:15:00Z 2024-06-30T23:15:00Z", "it is open at that time of its own date"},
        {"2024-07-01T10:00", "2024-07-01T18:00", "2024-06-30T22:15:00Z 2024-06-30T23:15:00Z", "it is closed in both nights"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.why);
        Draft draft = in_berlin({listed("A", "2024-07-01", 15min)});
        draft.days = {{Date{2024y / 7 / 1}, parse_iso_time(c.opens), parse_iso_time(c.closes)}};
        CHECK(span_of(settle(draft, ""), 0) == c.span);
    }
}

TEST_CASE("half past midnight before anything else stays where it is listed") {
    const Settled settled = settle(in_berlin({listed("Party", "2024-07-01", 30min), listed("Talk", "2024-07-01", 22h)}), "");

    CHECK(span_of(settled, 0) == "2024-06-30T22:30:00Z 2024-06-30T23:30:00Z");
}

TEST_CASE("the zone is the one asked for, else the file's, else the city's, else of the file's one offset, else UTC") {
    struct Case {
        const char* why;
        const char* asked;
        const char* file;
        const char* city;
        const char* starts;
        const char* zone;
        std::size_t warnings;
    };
    const Case cases[] = {
        {"asked for against the offsets: they hold, which is told", "Asia/Tokyo", "Europe/Berlin", "", "2024-07-01T10:00+02:00", "Asia/Tokyo", 1},
        {"asked for", "Asia/Tokyo", "Europe/Berlin", "Dublin", "2024-07-01T10:00", "Asia/Tokyo", 0},
        {"the file's", "", "Europe/Berlin", "Dublin", "2024-07-01T10:00", "Europe/Berlin", 0},
        {"the city's", "", "", "Dublin", "2024-07-01T10:00", "Europe/Dublin", 0},
        {"the file's is unknown, so the city's", "", "Europe/Atlantis", "Dublin", "2024-07-01T10:00", "Europe/Dublin", 1},
        {"only an offset is known", "", "", "", "2024-07-01T10:00+02:00", "Etc/GMT-2", 1},
        {"an offset west of Greenwich", "", "", "", "2024-07-01T10:00-05:00", "Etc/GMT+5", 1},
        {"nothing is known", "", "", "Atlantis", "2024-07-01T10:00", "UTC", 1},
    };
    for (const Case& c : cases) {
        CAPTURE(c.why);
        Draft draft = in_berlin({talk("A", c.starts)});
        draft.timezone = c.file;
        draft.city = c.city;
        const Settled settled = settle(draft, c.asked);
        CHECK(settled.event.timezone == c.zone);
        CHECK(settled.warnings.size() == c.warnings);
    }
}

TEST_CASE("a session that stands twice with the same id, time, room and title is one; the later content holds") {
    Draft draft = in_berlin({with_id(talk("A", "2024-07-01T10:00"), "7"), with_id(talk("A", "2024-07-01T10:00", 2h), "7")});

    const Settled settled = settle(draft, "");

    REQUIRE(settled.sessions.size() == 1);
    CHECK(span_of(settled, 0) == "2024-07-01T08:00:00Z 2024-07-01T10:00:00Z");
    CHECK(settled.skipped.size() == 1);
}

TEST_CASE("the same id with another title, room or time is another session, under an id of its own") {
    Draft draft = in_berlin({with_id(talk("A", "2024-07-01T10:00"), "7"), with_id(talk("B", "2024-07-01T10:00"), "7"),
                             with_id(talk("C", "2024-07-01T10:00"), "7-2"), with_id(talk("A", "2024-07-02T10:00"), "7")});

    const Settled settled = settle(draft, "");

    REQUIRE(settled.sessions.size() == 4);
    std::vector<std::string> ids;
    for (const auto& session : settled.sessions) ids.push_back(session.session.id);
    std::ranges::sort(ids);
    CHECK(std::ranges::adjacent_find(ids) == ids.end());
    CHECK(settled.skipped.empty());
}

TEST_CASE("what has no id gets one from its title, and never takes a file's own") {
    Draft draft = in_berlin({talk("Opening", "2024-07-01T10:00"), talk("Opening", "2024-07-02T10:00"),
                             with_id(talk("Other", "2024-07-01T11:00"), "opening"), talk("???", "2024-07-01T12:00")});
    draft.topics = {{.title = "Opening"}, {.title = "!"}};

    const Settled settled = settle(draft, "");

    CHECK(settled.sessions[0].session.id == "opening-2");
    CHECK(settled.sessions[1].session.id == "opening");
    CHECK(settled.sessions[2].session.id == "session");
    CHECK(settled.sessions[3].session.id == "opening-3");
    CHECK(settled.topics[0].id == "opening-4");
    CHECK(settled.topics[1].id == "topic");
}

TEST_CASE("rooms stand in the order of the file, empty ones too, exact but for blanks at their ends") {
    Draft draft = in_berlin({listed("A", "2024-07-01", 10h, " hall"), listed("B", "2024-07-01", 10h, "Cellar")});
    draft.rooms = {"Empty", "Hall", "Hall "};

    const Settled settled = settle(draft, "");

    CHECK(settled.rooms == std::vector<std::string>{"Empty", "Hall", "hall", "Cellar"});
    CHECK(settled.sessions[0].session.room == "hall");
}

TEST_CASE("a session in several rooms at once is one session") {
    Draft draft = in_berlin({listed("Lunch", "2024-07-01", 12h)});
    draft.sessions[0].rooms = {"Hall", "Cellar", "Hall"};

    const Settled settled = settle(draft, "");

    CHECK(settled.sessions[0].session.room == "Hall");
    CHECK(settled.sessions[0].session.also_in == std::vector<std::string>{"Cellar"});
}

TEST_CASE("a day has the hours of its file, and none where one of them is missing") {
    Draft draft = in_berlin({talk("A", "2024-07-01T10:00")});
    draft.days = {{Date{2024y / 7 / 2}, parse_iso_time("2024-07-02T04:00"), parse_iso_time("2024-07-03T03:59")},
                  {Date{2024y / 7 / 1}, parse_iso_time("2024-07-01T09:00"), parse_iso_time("2024-07-01T17:00")},
                  {Date{2024y / 7 / 3}, parse_iso_time("2024-07-03T09:00"), {}}};

    const Settled settled = settle(draft, "");

    REQUIRE(settled.event.days.size() == 3);
    CHECK(settled.event.days[0].date == Date{2024y / 7 / 1});
    CHECK(iso_time_utc(settled.event.days[0].opens.value()) == "2024-07-01T07:00:00Z");
    CHECK(iso_time_utc(settled.event.days[0].closes.value()) == "2024-07-01T15:00:00Z");
    CHECK(iso_time_utc(settled.event.days[1].opens.value()) == "2024-07-02T02:00:00Z");
    CHECK(iso_time_utc(settled.event.days[1].closes.value()) == "2024-07-03T01:59:00Z");
    CHECK_FALSE(settled.event.days[2].opens);
}

TEST_CASE("without days in the file its sessions make them") {
    const Settled settled = settle(in_berlin({talk("A", "2024-07-03T10:00"), talk("B", "2024-07-01T10:00")}), "");

    REQUIRE(settled.event.days.size() == 2);
    CHECK(settled.event.days[0].date == Date{2024y / 7 / 1});
    CHECK(settled.event.days[1].date == Date{2024y / 7 / 3});
}

TEST_CASE("a file with days and nothing else is kept, with a warning") {
    Draft draft = in_berlin({});
    draft.days = {{Date{2024y / 7 / 1}, {}, {}}};

    const Settled settled = settle(draft, "");

    CHECK(settled.event.days.size() == 1);
    CHECK(settled.warnings.size() == 1);
}

TEST_CASE("a cancelled session is kept as cancelled, under its clean title") {
    const Settled settled = settle(in_berlin({talk("CANCELLED: Cockpit", "2024-07-01T10:00")}), "");

    CHECK(settled.sessions[0].session.title == "Cockpit");
    CHECK(settled.sessions[0].session.cancelled);
}

#include "kiosk/domain/placing.h"

#include <doctest/doctest.h>

#include "kiosk/base/iso_time.h"

using namespace kiosk;

namespace {

const Zone dublin = *Zone::named("Europe/Dublin");

Instant on(std::string_view time) { return parse_iso_time("2013-05-" + std::string{time})->moment_in(dublin); }

Session talk(std::string id, std::string room, std::string_view starts, std::string_view ends) {
    return {.id = id, .title = id, .starts = on(starts), .ends = on(ends), .room = std::move(room)};
}

/// Two days, the first 9 to 5, the second without hours; a talk, a cancelled one, and a topic that has a place.
Programme programme() {
    Programme result;
    result.event.days = {{*parse_iso_date("2013-05-16"), on("16T09:00"), on("16T17:00")}, {*parse_iso_date("2013-05-17"), {}, {}}};
    result.sessions = {talk("talk", "Liffey", "16T10:00", "16T11:00"), talk("off", "Liffey", "16T12:00", "16T13:00"),
                       talk("placed", "Liffey", "16T14:00", "16T15:00")};
    result.sessions[1].cancelled = true;
    result.sessions[2].topic = "placed";
    return result;
}

}  // namespace

TEST_CASE("a topic goes where the room is free and the event open") {
    struct Row {
        const char* topic;
        const char* room;
        const char* starts;
        const char* ends;
        std::size_t clashes;
        bool outside;
        const char* why;
    };
    const std::vector<Row> rows = {
        {"new", "Liffey", "16T11:00", "16T12:00", 0, false, "starts when the talk ends"},
        {"new", "Liffey", "16T09:00", "16T10:00", 0, false, "ends when the talk starts, opens with the event"},
        {"new", "Liffey", "16T09:00", "16T10:00:01", 1, false, "a second too long"},
        {"new", "Liffey", "16T10:59:59", "16T11:30", 1, false, "a second too early"},
        {"new", "Liffey", "16T10:15", "16T10:30", 1, false, "inside the talk"},
        {"new", "Liffey", "16T09:30", "16T15:30", 2, false, "around two"},
        {"new", "liffey", "16T10:00", "16T11:00", 0, false, "a room of another name"},
        {"new", "Liffey", "16T12:00", "16T13:00", 0, false, "in the place of a cancelled talk"},
        {"placed", "Liffey", "16T14:30", "16T15:30", 0, false, "moved onto its own place"},
        {"new", "Corrib", "16T16:00", "16T17:00", 0, false, "ends with the event"},
        {"new", "Corrib", "16T16:00", "16T17:00:01", 0, true, "a second after it closes"},
        {"new", "Corrib", "16T08:59:59", "16T09:30", 0, true, "a second before it opens"},
        {"new", "Corrib", "17T00:00", "18T00:00", 0, false, "a day without hours is open from midnight to midnight"},
        {"new", "Corrib", "17T23:00", "18T00:00:01", 0, true, "into a day that is none"},
        {"new", "Corrib", "16T16:00", "17T10:00", 0, true, "over the night between"},
        {"new", "Liffey", "15T10:00", "16T18:00", 2, true, "both"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto conflict = conflict_of({row.topic, row.room, on(row.starts), on(row.ends)}, programme(), dublin);
        CHECK(conflict.clashes.size() == row.clashes);
        CHECK(!conflict.hours.empty() == row.outside);
        CHECK(conflict.empty() == (row.clashes == 0 && !row.outside));
    }
}

TEST_CASE("an event without days is always open") {
    CHECK(conflict_of({"new", "Liffey", on("16T03:00"), on("16T04:00")}, Programme{}, dublin).empty());
}

TEST_CASE("a session that is in two rooms at once takes both") {
    Programme both = programme();
    both.sessions[0].also_in = {"Corrib"};
    CHECK(conflict_of({"new", "Corrib", on("16T10:30"), on("16T11:30")}, both, dublin).clashes.size() == 1);
}

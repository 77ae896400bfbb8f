#include <doctest/doctest.h>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"
#include "tests/sources/shared_file.h"

using namespace kiosk;

namespace {

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    CAPTURE(reading.refusal);
    REQUIRE(reading.understood);
    return settle(reading.draft, "");
}

}  // namespace

TEST_CASE("frab's and pretalx' JSON is read as its XML is") {
    const Settled settled = read(R"({"schedule": {"conference": {"acronym": "h7", "title": "Hack 7", "time_zone_name": "Europe/Berlin",
        "rooms": [{"name": "Zelt"}], "days": [{"index": 1, "date": "2024-07-01", "day_start": "2024-07-01T09:00:00+02:00",
        "day_end": "2024-07-01T23:00:00+02:00", "rooms": {"Saal": [
          {"id": 7, "guid": "g7", "date": "2024-07-01T10:00:00+02:00", "start": "10:00", "duration": "0:45", "room": "Saal", "title": "A &amp; B",
           "track": null, "persons": [{"id": 1, "public_name": "Ada"}]}], "Anbau": []}}]}}})");

    CHECK(settled.format == "frab-json");
    CHECK(settled.event.name == "Hack 7");
    CHECK(settled.acronym == "h7");
    CHECK(settled.rooms == std::vector<std::string>{"Zelt", "Saal", "Anbau"});
    REQUIRE(settled.sessions.size() == 1);
    const Session& session = settled.sessions[0].session;
    CHECK(session.id == "7");
    CHECK(session.title == "A & B");
    CHECK(session.people == std::vector<std::string>{"Ada"});
    CHECK(iso_time_utc(session.ends) == "2024-07-01T08:45:00Z");
    CHECK(iso_time_utc(settled.event.days[0].opens.value()) == "2024-07-01T07:00:00Z");
}

TEST_CASE("a session is called off by its state or by a flag, and titles lose their Markdown") {
    const auto read_event = [](const std::string& members) {
        return read(R"json({"schedule": {"conference": {"title": "E", "time_zone_name": "UTC", "days": [{"date": "2024-07-01", "rooms": {"A": [
            {"id": 7, "date": "2024-07-01T10:00:00Z", "duration": "0:45", "title": "The **best** [talk](https://example.org)")json" + members + "}]}}]}}}").sessions.at(0).session;
    };
    CHECK(read_event("").title == "The best talk");
    for (const char* members : {R"(, "state": "canceled")", R"(, "status": "Abgesagt")", R"(, "is_cancelled": true)", R"(, "cancelled": "yes")", R"(, "is_canceled": 1)"})
        CHECK(read_event(members).cancelled);
    for (const char* members : {R"(, "state": "confirmed")", R"(, "is_cancelled": false)", R"(, "is_cancelled": null)", R"(, "cancelled": "no")", R"(, "state": ["canceled"])"})
        CHECK_FALSE(read_event(members).cancelled);
}

TEST_CASE("the second schedule of c3voc lists its events beside the conference") {
    const Settled settled = read(R"({"schedule": {"conference": {"title": "C", "time_zone_name": "Europe/Berlin",
        "tracks": [{"slug": "art", "name": "Art & Beauty"}], "days": [{"date": "2024-12-27"}]},
        "events": [{"guid": "g1", "start": "2024-12-27T10:30:00+01:00", "end": "2024-12-27T11:00:00+01:00", "room": {"name": "Saal"},
                    "title": "Opening", "track": {"slug": "art"}, "participants": [{"name": "Ada"}]}]}})");

    CHECK(settled.format == "c3voc-json");
    REQUIRE(settled.sessions.size() == 1);
    CHECK(settled.sessions[0].session.id == "g1");
    CHECK(settled.sessions[0].session.track == "Art & Beauty");
    CHECK(settled.sessions[0].session.room == "Saal");
}

TEST_CASE("OPass names speakers, rooms and types by id, and is in several rooms at once") {
    const Settled settled = read(R"({"sessions": [{"id": "a", "type": "K", "room": "R0", "broadcast": ["R0", "R1"],
          "start": "2022-09-04T08:30:00+08:00", "end": "2022-09-04T09:00:00+08:00", "zh": {"title": "開幕"}, "en": {"title": "Opening"}, "speakers": ["s1"]}],
        "speakers": [{"id": "s1", "zh": {"name": "小明"}}], "session_types": [{"id": "K", "zh": {"name": "專題"}}],
        "rooms": [{"id": "R0", "zh": {"name": "大廳"}}, {"id": "R1", "zh": {"name": "小廳"}}]})");

    REQUIRE(settled.sessions.size() == 1);
    const Session& session = settled.sessions[0].session;
    CHECK(session.title == "開幕");
    CHECK(session.people == std::vector<std::string>{"小明"});
    CHECK(session.track == "專題");
    CHECK(session.room == "大廳");
    CHECK(session.also_in == std::vector<std::string>{"小廳"});
}

TEST_CASE("Indico's times are in the zone that stands beside them") {
    const Settled settled = read(R"({"results": [{"title": "Dev Days", "timezone": "Europe/Warsaw",
        "startDate": {"date": "2021-09-15", "tz": "UTC", "time": "06:00:00"}, "endDate": {"date": "2021-09-16", "tz": "UTC", "time": "18:00:00"},
        "contributions": [{"id": "12", "title": "Talk", "startDate": {"date": "2021-09-15", "tz": "UTC", "time": "14:10:00"}, "duration": 20,
          "room": "", "speakers": [], "primaryauthors": [{"first_name": "Ada", "last_name": "L", "fullName": "L, Ada"}]},
          {"id": "13", "title": "Poster", "startDate": null, "duration": 20}]}]})");

    CHECK(settled.event.name == "Dev Days");
    CHECK(settled.event.days.size() == 2);
    REQUIRE(settled.sessions.size() == 1);
    CHECK(iso_time_utc(settled.sessions[0].session.ends) == "2021-09-15T14:30:00Z");
    CHECK(settled.sessions[0].session.people == std::vector<std::string>{"Ada L"});
    CHECK(settled.skipped.size() == 1);
}

TEST_CASE("a sign feed is a list of sessions") {
    const Settled settled = read(R"([{"Name": "GUCs", "Location": "Room 1", "StartTime": "2018-03-08T09:30:00-08:00",
        "EndTime": "2018-03-08T12:30:00-08:00", "Speakers": "Ada, Bo", "Topic": "Data"}])");

    REQUIRE(settled.sessions.size() == 1);
    CHECK(settled.sessions[0].session.id == "gucs");
    CHECK(settled.sessions[0].session.people == std::vector<std::string>{"Ada", "Bo"});
}

TEST_CASE("JSON that is none, or not what its schema says, is refused with the place") {
    const Reading broken = read_schedule("{\"schedule\": {\"conference\": {\n\"days\": [}");
    CHECK_FALSE(broken.understood);
    CHECK(broken.refusal.find("line 2") != std::string::npos);

    const auto invalid = test::shared_file("schedules/invalid-example.json");
    if (!invalid) return;
    const Reading reading = read_schedule(*invalid);
    CHECK_FALSE(reading.understood);
    CHECK(reading.refusal.find("2814") != std::string::npos);
}

TEST_CASE("a date without a clock is the day of the start beside it") {
    const Settled settled = read(R"({"schedule": {"conference": {"title": "E", "time_zone_name": "Europe/Berlin", "days": [{"date": "2024-07-01", "rooms": {"R": [
        {"id": 1, "title": "A", "date": "2024-07-02", "start": "10:00", "duration": "1:00"},
        {"id": 2, "title": "B", "date": "2024-07-01", "start": "10:00", "duration": "1:00"}]}}]}}})");
    CHECK(iso_time_utc(settled.sessions.at(0).session.starts) == "2024-07-01T08:00:00Z");
    CHECK(iso_time_utc(settled.sessions.at(1).session.starts) == "2024-07-02T08:00:00Z");
    CHECK(settled.warnings.empty());
}

TEST_CASE("a member of the wrong kind is told by its name, and costs no more than itself") {
    struct Row {
        const char* content;
        const char* told;
    };
    for (const Row& row : std::vector<Row>{
             {R"({"sessions": [{"id": "1", "title": "A", "start": "2024-07-01T10:00:00Z", "end": "late", "room": "R"}]})", "the end \"late\" was not understood"},
             {R"([{"Name": "A", "StartTime": "2024-07-01T10:00:00Z", "EndTime": 7, "Location": "R"}])", "the EndTime \"7\" was not understood"},
             {R"({"results": [{"title": "E", "timezone": "UTC", "contributions": [{"id": 1, "title": "A", "startDate": {"date": "2024-07-01", "time": "10:00:00", "tz": "UTC"}, "duration": 1e300}]}]})",
              "the duration \"1e+300\" was not understood"},
             {R"({"schedule": {"conference": {"title": "E", "time_zone_name": "UTC", "days": [{"date": "2024-07-01", "rooms": {"R": [{"id": 1, "title": "A", "date": [1], "start": "10:00", "duration": "1:00"}]}}]}}})",
              "the date \"[1]\" was not understood"}}) {
        CAPTURE(row.told);
        const Settled settled = read(row.content);
        REQUIRE(settled.sessions.size() == 1);
        CHECK(std::ranges::any_of(settled.warnings, [&](const Problem& problem) { return problem.why == row.told; }));
    }
}

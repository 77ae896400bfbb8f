#include "kiosk/model/event_days.h"

#include <doctest/doctest.h>

#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

Programme with_days(std::vector<Day> days, std::vector<Session> sessions = {}) {
    Programme programme{.event = {.timezone = "Europe/Dublin", .days = std::move(days)},
                        .sessions = std::move(sessions)};
    sort_sessions(programme);
    return programme;
}

Day day(std::string_view date, std::optional<std::string_view> opens = {},
        std::optional<std::string_view> closes = {}) {
    Day result{.date = *parse_iso_date(date)};
    if (opens) result.opens = at(*opens);
    if (closes) result.closes = at(*closes);
    return result;
}

/// The date that a moment belongs to, "" between days.
std::string date_at(const Programme& programme, std::string_view face) {
    const auto days = event_days(programme, dublin);
    const EventDay* found = day_at(days, at(face));
    return found ? iso_date(found->date) : "";
}

}  // namespace

TEST_CASE("what happens after midnight belongs to the evening before") {
    const Programme no_hours = with_days({day("2013-05-16"), day("2013-05-17")});
    CHECK(date_at(no_hours, "2013-05-15T23:59:59") == "");
    CHECK(date_at(no_hours, "2013-05-16T00:00") == "2013-05-16");
    CHECK(date_at(no_hours, "2013-05-17T04:59:59") == "2013-05-16");
    CHECK(date_at(no_hours, "2013-05-17T05:00") == "2013-05-17");
    CHECK(date_at(no_hours, "2013-05-18T04:59:59") == "2013-05-17");
    CHECK(date_at(no_hours, "2013-05-18T05:00") == "");

    const Programme hours = with_days({day("2013-05-16", "2013-05-16T09:00", "2013-05-17T02:00"),
                                       day("2013-05-17", "2013-05-17T09:00", "2013-05-17T17:00")});
    CHECK(date_at(hours, "2013-05-17T01:59:59") == "2013-05-16");
    CHECK(date_at(hours, "2013-05-17T02:00") == "2013-05-17");
}

TEST_CASE("a day that closes before midnight lasts until midnight") {
    const Programme hours = with_days({day("2013-05-16", "2013-05-16T09:00", "2013-05-16T18:00"),
                                       day("2013-05-17", "2013-05-17T09:00", "2013-05-17T17:00")});
    CHECK(date_at(hours, "2013-05-16T23:59:59") == "2013-05-16");
    CHECK(date_at(hours, "2013-05-17T00:00") == "2013-05-17");
}

TEST_CASE("hours around the clock are no doors that open") {
    const Programme cut_at_four = with_days({day("2013-05-16", "2013-05-16T04:00", "2013-05-17T03:59")});
    const auto days = event_days(cut_at_four, dublin);
    REQUIRE(days.size() == 1);
    CHECK_FALSE(days[0].opens);
    CHECK_FALSE(days[0].closes);
    CHECK(date_at(cut_at_four, "2013-05-17T04:59:59") == "2013-05-16");
}

TEST_CASE("an evening never reaches past the next day's opening") {
    const Programme hours = with_days({day("2013-05-16", "2013-05-16T13:00", "2013-05-17T10:00"),
                                       day("2013-05-17", "2013-05-17T09:00", "2013-05-17T17:00")});
    CHECK(date_at(hours, "2013-05-17T08:59:59") == "2013-05-16");
    CHECK(date_at(hours, "2013-05-17T09:00") == "2013-05-17");
}

TEST_CASE("days that nobody listed follow from the sessions, late ones from their evening") {
    const Programme programme = with_days({}, {session("a", "2013-05-16T20:00", "2013-05-16T21:00", "R"),
                                               session("b", "2013-05-17T00:30", "2013-05-17T02:00", "R"),
                                               session("c", "2013-05-19T00:30", "2013-05-19T01:00", "R")});
    const auto days = event_days(programme, dublin);
    REQUIRE(days.size() == 2);
    CHECK(iso_date(days[0].date) == "2013-05-16");
    CHECK(days[0].begins() == at("2013-05-16T20:00"));
    CHECK(days[0].ends() == at("2013-05-17T02:00"));
    CHECK(iso_date(days[1].date) == "2013-05-19");
}

TEST_CASE("doors and sessions together say when a day begins and ends; cancelled ones don't") {
    Programme programme = with_days({day("2013-05-16", "2013-05-16T09:00", "2013-05-16T18:00")},
                                    {session("early", "2013-05-16T08:00", "2013-05-16T08:30", "R"),
                                     session("late", "2013-05-16T17:00", "2013-05-16T19:00", "R")});
    CHECK(event_days(programme, dublin)[0].begins() == at("2013-05-16T08:00"));
    CHECK(event_days(programme, dublin)[0].ends() == at("2013-05-16T19:00"));
    for (Session& each : programme.sessions) each.cancelled = true;
    CHECK(event_days(programme, dublin)[0].begins() == at("2013-05-16T09:00"));
    CHECK(event_days(programme, dublin)[0].ends() == at("2013-05-16T18:00"));
    CHECK(event_days(with_days({day("2013-05-16")}), dublin)[0].begins() == std::nullopt);
}

TEST_CASE("the day after is the first that begins later") {
    const auto days = event_days(hackathon(), dublin);
    CHECK(day_after(days, at("2013-05-16T08:59:59")) == &days[0]);
    CHECK(day_after(days, at("2013-05-16T09:00")) == &days[1]);
    CHECK(day_after(days, at("2013-05-17T09:00")) == nullptr);
}

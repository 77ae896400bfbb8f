#include "kiosk/base/zone.h"

#include <doctest/doctest.h>

#include "kiosk/base/iso_time.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

Instant utc(std::string_view text) { return parse_iso_time(text)->moment_in(Zone{}); }
std::string in_zone(std::string_view zone, std::string_view moment) {
    return iso_time(utc(moment), *Zone::named(zone));
}

}  // namespace

TEST_CASE("a zone says the offset of its own summer and winter") {
    CHECK(in_zone("Europe/Dublin", "2013-05-16T09:00") == "2013-05-16T10:00:00+01:00");
    CHECK(in_zone("Europe/Dublin", "2013-12-16T09:00") == "2013-12-16T09:00:00+00:00");
    CHECK(in_zone("Asia/Kolkata", "2021-01-01T00:00") == "2021-01-01T05:30:00+05:30");
    CHECK(in_zone("America/New_York", "2013-05-16T09:00") == "2013-05-16T05:00:00-04:00");
}

TEST_CASE("summer time still comes after the zone tables end") {
    CHECK(in_zone("Europe/Berlin", "2038-07-01T12:00") == "2038-07-01T14:00:00+02:00");
    CHECK(in_zone("Europe/Berlin", "2044-02-29T12:00") == "2044-02-29T13:00:00+01:00");
    // The last Sunday of March 2040 is the 25th: the change is at 01:00 UTC.
    CHECK(in_zone("Europe/Berlin", "2040-03-25T00:59:59") == "2040-03-25T01:59:59+01:00");
    CHECK(in_zone("Europe/Berlin", "2040-03-25T01:00:00") == "2040-03-25T03:00:00+02:00");
}

TEST_CASE("a city leads to the zone that is called after it") {
    CHECK(Zone::of_city("Dublin")->name() == "Europe/Dublin");
    CHECK(Zone::of_city("new york")->name() == "America/New_York");
    CHECK_FALSE(Zone::of_city("Atlantis"));
    CHECK_FALSE(Zone::of_city(""));
}

TEST_CASE("the hour that comes twice means its first time, the hour that is skipped what the clock would have reached") {
    const Zone berlin = *Zone::named("Europe/Berlin");
    const auto moment = [&](std::string_view face) { return iso_time_utc(berlin.moment_of(parse_iso_time(face)->face)); };
    CHECK(moment("2024-10-27T02:30") == "2024-10-27T00:30:00Z");
    CHECK(moment("2024-10-27T03:00") == "2024-10-27T02:00:00Z");
    CHECK(moment("2024-03-31T02:30") == "2024-03-31T01:30:00Z");
    CHECK(moment("2024-03-31T01:59:59") == "2024-03-31T00:59:59Z");
    CHECK(moment("2024-03-31T03:00") == "2024-03-31T01:00:00Z");
}

TEST_CASE("a zone that nobody keeps is none") {
    CHECK_FALSE(Zone::named("Europe/Atlantis"));
    CHECK_FALSE(Zone::named(""));
    CHECK(Zone::named("UTC")->offset_at({}) == 0s);
}

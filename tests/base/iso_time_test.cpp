#include "kiosk/base/iso_time.h"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace std::chrono_literals;

TEST_CASE("a time is read in every form that ISO 8601 programs write") {
    const Instant ten = Instant{} + 1368695700s;  // 2013-05-16T09:15:00Z
    for (const auto* text : {"2013-05-16T10:15+01:00", "2013-05-16T10:15:00+0100", "2013-05-16 10:15:00+01",
                             "2013-05-16T09:15:00Z", "2013-05-16T09:15:00.250Z", "2013-05-16T03:45-05:30"}) {
        CAPTURE(text);
        REQUIRE(parse_iso_time(text));
        CHECK(parse_iso_time(text)->moment_in(Zone{}) == ten);
    }
}

TEST_CASE("without an offset the zone decides") {
    CHECK_FALSE(parse_iso_time("2013-05-16T10:15")->offset);
    CHECK(iso_time_utc(parse_iso_time("2013-05-16T10:15")->moment_in(*Zone::named("Europe/Dublin"))) ==
          "2013-05-16T09:15:00Z");
    CHECK(iso_time_utc(parse_iso_time("2013-05-16")->moment_in(Zone{})) == "2013-05-16T00:00:00Z");
}

TEST_CASE("what is no time is none") {
    for (const auto* text : {"", "tomorrow", "2013-05", "2013-02-30", "2013-05-16T", "2013-05-16T25:00", "2013-05-16T10",
                             "2013-05-16T10:60", "2013-05-16T10:15+", "2013-05-16T10:15 Uhr", "16/05/2013",
                             "2013-05-16T10:15+01:00x", "2013-05-16T10:15+99:00"})
        CHECK_MESSAGE(!parse_iso_time(text), text);
}

TEST_CASE("an instant is written with its zone's offset") {
    CHECK(iso_time(Instant{}, Zone{}) == "1970-01-01T00:00:00+00:00");
    CHECK(iso_time(Instant{}, *Zone::named("America/St_Johns")) == "1969-12-31T20:30:00-03:30");
    CHECK(iso_date(*parse_iso_date("2013-05-16")) == "2013-05-16");
}

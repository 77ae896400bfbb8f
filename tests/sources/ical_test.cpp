#include <doctest/doctest.h>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"

using namespace kiosk;

namespace {

std::string calendar(const std::string& events) { return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Days\r\n" + events + "END:VCALENDAR\r\n"; }

std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\nUID:u1\r\nSUMMARY:A\r\n" + lines + "END:VEVENT\r\n"; }

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    CAPTURE(reading.refusal);
    REQUIRE(reading.understood);
    return settle(reading.draft, "");
}

std::string spans(const std::string& content) {
    std::string text;
    for (const auto& settled : read(content).sessions)
        text += iso_time_utc(settled.session.starts).substr(5, 11) + "+" + std::to_string((settled.session.ends - settled.session.starts).count() / 60) + "|";
    return text;
}

const char* const windows_zone =
    "BEGIN:VTIMEZONE\r\nTZID:Eastern Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0500\r\n"
    "TZOFFSETTO:-0400\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

}  // namespace

TEST_CASE("times in UTC, in a named zone, in the file's own zone, and floating") {
    CHECK(spans(calendar(event("DTSTART:20240701T080000Z\r\nDTEND:20240701T090000Z\r\n"))) == "07-01T08:00+60|");
    CHECK(spans(calendar(event("DTSTART;TZID=Europe/Berlin:20240701T100000\r\nDURATION:PT1H30M\r\n"))) == "07-01T08:00+90|");
    CHECK(spans(calendar(event("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20240701T100000\r\nDURATION:PT1H\r\n"))) == "07-01T08:00+60|");
    CHECK(spans(calendar(windows_zone + event("DTSTART;TZID=Eastern Standard Time:20240722T180000\r\nDTEND;TZID=Eastern Standard Time:20240722T183000\r\n"))) ==
          "07-22T22:00+30|");
    CHECK(spans(calendar("X-WR-TIMEZONE:Asia/Tokyo\r\n" + event("DTSTART:20240701T100000\r\nDURATION:PT1H\r\n"))) == "07-01T01:00+60|");
}

TEST_CASE("Windows' names for zones need no explanation in the file") {
    const auto zone_and_span = [](const std::string& name) {
        const Settled settled = read(calendar(event("DTSTART;TZID=" + name + ":20240701T100000\r\nDURATION:PT1H\r\n")));
        return settled.event.timezone + " " + iso_time_utc(settled.sessions.at(0).session.starts).substr(5, 11);
    };
    CHECK(zone_and_span("W. Europe Standard Time") == "Europe/Berlin 07-01T08:00");
    CHECK(zone_and_span("Pacific Standard Time") == "America/Los_Angeles 07-01T17:00");
    CHECK(zone_and_span("India Standard Time") == "Asia/Kolkata 07-01T04:30");
    CHECK(zone_and_span("UTC-11") == "Etc/GMT+11 07-01T21:00");
    CHECK(zone_and_span("UTC") == "UTC 07-01T10:00");
    CHECK(zone_and_span("\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\"") == "Europe/Amsterdam 07-01T08:00");
    CHECK(zone_and_span("\"(UTC-08:00) Pacific Time (US & Canada)\"") == "America/Los_Angeles 07-01T17:00");
    CHECK(zone_and_span("Middle Earth Standard Time") == "UTC 07-01T10:00");
    CHECK(spans(calendar("X-WR-TIMEZONE:Romance Standard Time\r\n" + event("DTSTART:20240701T100000\r\nDURATION:PT1H\r\n"))) == "07-01T08:00+60|");
}

TEST_CASE("a line may be folded within a letter") {
    const std::string when = "DTSTART:20240701T080000Z\r\nDTEND:20240701T090000Z\r\n";
    for (const char* fold : {"\r\n ", "\n\t"}) {
        const std::string umlaut = std::string{"SUMMARY:L\xC3"} + fold + "\xB6ten \xF0\x9F" + fold + "\x8E\x89\r\n";
        const Settled settled = read(calendar("BEGIN:VEVENT\r\nUID:u1\r\n" + umlaut + when + "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:u2\r\nSUMMARY:B\r\nEND:VEVENT\r\n"));
        REQUIRE(settled.sessions.size() == 1);
        CHECK(settled.sessions[0].session.title == "Löten 🎉");
        CHECK(settled.skipped.at(0).where == "line 12 \"B\"");  // lines are counted as they stand in the file
    }
}

TEST_CASE("an all-day item lasts its days") {
    CHECK(spans(calendar(event("DTSTART;VALUE=DATE:20240701\r\n"))) == "07-01T00:00+1440|");
    CHECK(spans(calendar(event("DTSTART;VALUE=DATE:20240701\r\nDTEND;VALUE=DATE:20240703\r\n"))) == "07-01T00:00+2880|");
}

TEST_CASE("a repeated event is a session each time, by the clock of its zone") {
    // The clocks go back on 27 October: the same face is an hour later in UTC.
    CHECK(spans(calendar(event("DTSTART;TZID=Europe/Berlin:20241026T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"
                               "EXDATE;TZID=Europe/Berlin:20241027T100000\r\n"))) == "10-26T08:00+60|10-28T09:00+60|");
    CHECK(spans(calendar(event("DTSTART;TZID=Europe/Berlin:20240701T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20240703T080000Z\r\n"))) ==
          "07-01T08:00+60|07-02T08:00+60|07-03T08:00+60|");
    CHECK(spans(calendar(event("DTSTART:20240701T080000Z\r\nDURATION:PT1H\r\nRDATE:20240705T080000Z\r\n"))) == "07-01T08:00+60|07-05T08:00+60|");
}

TEST_CASE("one occurrence can be moved or called off by itself") {
    const std::string series = event("DTSTART:20240701T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n");

    CHECK(spans(calendar(series + event("RECURRENCE-ID:20240702T080000Z\r\nDTSTART:20240702T120000Z\r\nDURATION:PT2H\r\n"))) ==
          "07-01T08:00+60|07-02T12:00+120|");
    const Settled settled = read(calendar(series + event("RECURRENCE-ID:20240702T080000Z\r\nDTSTART:20240702T080000Z\r\nSTATUS:CANCELLED\r\n")));
    REQUIRE(settled.sessions.size() == 2);
    CHECK_FALSE(settled.sessions[0].session.cancelled);
    CHECK(settled.sessions[1].session.cancelled);
}

TEST_CASE("a rule without an end is followed for a year, and told") {
    const Settled settled = read(calendar(event("DTSTART:20240701T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\n")));

    CHECK(settled.sessions.size() == 53);
    CHECK(settled.warnings.size() == 2);
    CHECK(read(calendar(event("DTSTART:20240701T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"))).sessions.size() == 1);
}

TEST_CASE("folded lines, bare line feeds, escaped text, a name for the event, and text around it") {
    const Settled settled = read("<!--\nBEGIN:VCALENDAR\nX-WR-CALNAME:Data Days\nBEGIN:VEVENT\nUID:u\nSUMMARY:One\\, two\n  three &amp; four\n"
                                 "DTSTART:20240701T080000Z\nDTEND:20240701T090000Z\nLOCATION: Hall\nDESCRIPTION:x\\nSpeaker: Ada\\nTrack: 4\nEND:VEVENT\nEND:VCALENDAR\n-->\n");

    CHECK(settled.event.name == "Data Days");
    REQUIRE(settled.sessions.size() == 1);
    const Session& session = settled.sessions[0].session;
    CHECK(session.title == "One, two three & four");
    CHECK(session.room == "Hall");
    CHECK(session.people == std::vector<std::string>{"Ada"});
    CHECK(session.track == "4");
}

TEST_CASE("a calendar that breaks off is refused") {
    const std::string whole = calendar(event("DTSTART:20240701T080000Z\r\n"));

    CHECK_FALSE(read_schedule(whole.substr(0, whole.size() / 2)).understood);
}

TEST_CASE("an end without a beginning is refused with its line") {
    const Reading reading = read_schedule("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n");

    CHECK_FALSE(reading.understood);
    CHECK(reading.refusal.find("line 3") != std::string::npos);
}

#include <doctest/doctest.h>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"

using namespace kiosk;

namespace {

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    CAPTURE(reading.refusal);
    REQUIRE(reading.understood);
    return settle(reading.draft, "Europe/Berlin");
}

std::string programme(const Settled& settled) {
    const Zone zone = *Zone::named(settled.event.timezone);
    std::string text;
    for (const auto& [session, from_face, id_from_title] : settled.sessions) {
        text.append(iso_time(session.starts, zone), 5, 11).append("-").append(iso_time(session.ends, zone), 11, 5).append(" ").append(session.title);
        if (session.room) text.append(" @").append(*session.room);
        for (const std::string& room : session.also_in) text.append("+").append(room);
        text += '\n';
    }
    return text;
}

}  // namespace

TEST_CASE("a table of times, titles and speakers below a heading with the day") {
    const Settled settled = read("---\ntitle: Days 2014\n---\n== Day 1: Friday, 11 July 2014 ==\n{| border=1\n! Time\n! Topic\n! Speaker\n|-\n"
                                 "| 9:00-9:15\n| [Intro] '''Welcome''' ([http://example.org slides])\n| Ada\n|-\n| 9:15\n| ''Coffee'' || \n|-\n| 10:00-10:30 || [[Page|Talk]] || Bo\n|}\n");

    CHECK(settled.event.name == "Days 2014");
    CHECK(programme(settled) == "07-11T09:00-09:15 Welcome\n07-11T09:15-10:00 Coffee\n07-11T10:00-10:30 Talk\n");
    CHECK(settled.sessions[0].session.track == "Intro");
    CHECK(settled.sessions[0].session.people == std::vector<std::string>{"Ada"});
}

TEST_CASE("rooms as columns; a cell may reach over rooms and over rows") {
    const Settled settled = read("= Camp 2020 =\n== Saturday, 4 July ==\n{|\n! Time !! Hall !! Tent\n|-\n| 10:00-11:00 || A || rowspan=2 | B\n|-\n"
                                 "| 11:00-12:00 || C\n|-\n| 12:00-13:00 || colspan=2 | Lunch\n|}\n");

    CHECK(programme(settled) == "07-04T10:00-11:00 A @Hall\n07-04T10:00-12:00 B @Tent\n07-04T11:00-12:00 C @Hall\n07-04T12:00-13:00 Lunch @Hall+Tent\n");
}

TEST_CASE("hours without a half of the day go on from those before") {
    const Settled settled = read("---\ntitle: Days 2010\n---\n{|\n! Day 1 !! Friday !! July 9: room 207\n|-\n| 11:45-12:00PM || Ada || One\n|-\n"
                                 "| 12:30-2:00 || || Lunch\n|-\n| 2:00-2:20 || Bo || Two\n|-\n| '''Day 2''' || Saturday || July 10\n|-\n| 9:00-9:15AM || || Three\n|}\n");

    CHECK(programme(settled) == "07-09T11:45-12:00 One\n07-09T12:30-14:00 Lunch\n07-09T14:00-14:20 Two\n07-10T09:00-09:15 Three\n");
}

TEST_CASE("a table of HTML within a wiki's page") {
    const Settled settled = read("---\ntitle: Days 2008\n---\n== Schedule ==\n<table class=x>\n<tr><td colspan=2><p>Friday,\nJuly 18</p></td></tr>\n"
                                 "<tr><td><p>9:00-9:15</p></td><td><p><b>Open</b>ing</p></td></tr></table>\n");

    CHECK(programme(settled) == "07-18T09:00-09:15 Opening\n");
}

TEST_CASE("a list in Markdown: days, times below them, and a time below a title") {
    const Settled settled = read("# Hack\nWhen: March 23 and 24, 2019\n## Agenda\n- Saturday, March 23\n\t- 08:30: Doors open\n\t- 09:00: [Start](http://example.org)\n"
                                 "\t- 10:00-12:00 Work\n- Happy Hour\n\t- Monday, March 25, 18:30 - 20:00, Room: [Terrace](x)\n"
                                 "## Projects\n### TLS\n- Champion(s)\n\t- Ada\n\t- Bo\n- Project(s)\n\t- Make it so\n");

    CHECK(programme(settled) == "03-23T08:30-09:00 Doors open\n03-23T09:00-10:00 Start\n03-23T10:00-12:00 Work\n03-25T18:30-20:00 Happy Hour @Terrace\n");
    REQUIRE(settled.topics.size() == 1);
    CHECK(settled.topics[0].title == "TLS");
    CHECK(settled.topics[0].contact == "Ada, Bo");
    CHECK(settled.topics[0].description == "    • Make it so");
}

TEST_CASE("what has a time but no day becomes a topic that says its time") {
    const Settled settled = read("# Side Meetings\n## MONDAY\n### Room: Attic\n| Meeting Name | Contact |\n|---|---|\n| 08:00 | NOT AVAILABLE |\n| 09:00 | Name server | ada |\n| 10:00 | |\n");

    CHECK(settled.sessions.empty());
    REQUIRE(settled.topics.size() == 1);
    CHECK(settled.topics[0].title == "Name server");
    CHECK(settled.topics[0].description->find("MONDAY, 09:00, Attic") == 0);
    CHECK(settled.skipped.size() == 1);
}

TEST_CASE("topics stand below headings, or are the items of a list") {
    const Settled by_heading = read("== Ideas ==\n=== One ===\n; Mentors\n: Ada\n; Rationale\n: Because\n=== Two ===\nText\n");
    REQUIRE(by_heading.topics.size() == 2);
    CHECK(by_heading.topics[0].contact == "Ada");
    CHECK(by_heading.topics[0].description == "Because");

    const Settled by_item = read("== Friday BOFs ==\n* One\n** below\n* (Enter your BOF here)\n----\n* Return to [[Main]]\n");
    REQUIRE(by_item.topics.size() == 1);
    CHECK(by_item.topics[0].description == "    • below");
    CHECK(by_item.skipped.size() == 1);
}

TEST_CASE("a page of a wiki that names no time, day or topic is refused") {
    CHECK_FALSE(read_schedule("== About us ==\nWe like talking.\n").understood);
}

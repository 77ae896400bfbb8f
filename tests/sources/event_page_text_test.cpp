#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"
#include "tests/sources/shared_file.h"

using namespace kiosk;

namespace {

/// A page with one sentence about when and where, and one topic.
std::string page_about(const std::string& when) {
    return "Spring Meeting\n\nFrom Wiki\n\nWhen and Where ?\n\n" + when +
           "\n\nMore Information\n\nTopics\n\nOne topic\n\nDate of insert: 02/03/2013; Verified: Yes; GSoC: N/A\n"
           "Technical contact: Ada\nDescription: Words\n";
}

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    REQUIRE(reading.understood);
    return settle(reading.draft, "");
}

std::string hours_of(const Settled& settled) {
    const Zone zone = *Zone::named(settled.event.timezone);
    std::string text;
    for (const Day& day : settled.event.days) {
        text += iso_date(day.date);
        if (day.opens) text.append(" ").append(iso_time(*day.opens, zone), 11, 5).append("-").append(iso_time(*day.closes, zone), 11, 5);
        text += '|';
    }
    return text;
}

struct WhenCase {
    const char* why;
    const char* text;
    const char* name;
    const char* days;
    const char* city;
    const char* country;
    const char* zone;
};

const WhenCase when_cases[] = {
    {"month first, a place without a comma", "We confirmed the Autumn Hack for October 16-17, 2012 in Lisbon Portugal.\n\n  • October 16th: 9AM to 5PM\n  • October 17th: 9:30AM to 6PM",
     "Autumn Hack", "2012-10-16 09:00-17:00|2012-10-17 09:30-18:00|", "Lisbon", "Portugal", "Europe/Lisbon"},
    {"day first, hours of 24", "We have confirmed the Autumn Hack for 28-29 March 2014 in Madrid, Spain!\n  • Day 1 (March 28th): 10:00 - 18:30\n  • Day 2: 09.00 to 17.00",
     "Autumn Hack", "2014-03-28 10:00-18:30|2014-03-29 09:00-17:00|", "Madrid", "Spain", "Europe/Madrid"},
    {"over the end of a month", "The Autumn Hack will take place on 31 May to 1 June 2014 in London, United Kingdom at the old mill.\nboth days: 9am–5pm",
     "Autumn Hack", "2014-05-31 09:00-17:00|2014-06-01 09:00-17:00|", "London", "United Kingdom", "Europe/London"},
    {"over New Year", "We confirmed the Turn for December 31 - January 1, 2015 in New York USA.\n • Dec 31: 9AM to 5PM\n • Jan 1: noon to midnight",
     "Turn", "2014-12-31 09:00-17:00|2015-01-01 12:00-00:00|", "New York", "USA", "America/New_York"},
    {"weekdays between, and a city with an accent", "Join us for Hack 7 in Kraków, Poland on Thursday, May 16 to Friday, May 17, 2019.\nThursday: 9am - 5pm\nFriday: 1-4PM",
     "Hack 7", "2019-05-16 09:00-17:00|2019-05-17 13:00-16:00|", "Kraków", "Poland", "Europe/Warsaw"},
    {"labels instead of a sentence; the page's title is the name", "When: 7 September 2019\nWhere: Ho Chi Minh City, Vietnam\nHours: 9:00-17:00",
     "Spring Meeting", "2019-09-07 09:00-17:00|", "Ho Chi Minh City", "Vietnam", "Asia/Ho_Chi_Minh"},
    {"a dinner's hours are not the event's", "We confirmed the Hack for May 16, 2013 in Dublin Ireland.\n  • May 16th: 7PM to 11PM dinner for all who come along",
     "Hack", "2013-05-16|", "Dublin", "Ireland", "Europe/Dublin"},
    {"a city that names no zone, in a country with one time", "We confirmed the Hack for 2013-05-16 in Cambridge, UK.", "Hack", "2013-05-16|",
     "Cambridge", "UK", "Europe/London"},
};

const char* const topics_page =
    "Title\n\nWhen and Where ?\n\nWe confirmed the Hack for May 16, 2013 in Dublin Ireland.\n\nTopics\n\n"
    "First \"one\" & <two>\n\n"
    "Date of insert: 28/01/2013; Verified: Yes; GSoC: N/A\n"
    "Technical contact: Zoë O'Brien\n"
    "Mailing list/forum for project: hack-devel@\n"
    "IRC channel for project: n/a\n"
    "Difficulty: \n"
    "Skills Needed: Skills Needed: C; patience\n"
    "Description: Opening words:\n"
    "  • a point\n"
    "    • below it\n"
    "\n"
    "Second paragraph\n"
    "Outcomes: Done\n"
    "Peer Review Comments\n"
    "Pictogram voting comment 15px.png\u00a0Zoë 09:05, 1 February 2013 (UTC): See 10:30; and (this)\n"
    "  • with a point\n"
    "\n"
    "Pictogram vote 15px.png Amy 23:59, 2 Feb 2013 (CET): Will attend Pictogram vote 15px.png Bo Li 14:06, 12 March 2013 (UTC): Will attend.\n"
    "Pictogram vote 15px.png Nobody signed this\n"
    "\n\n"
    "Second\n\n"
    "Difficulty: Hard\n"
    "\n\n"
    "Third\n\n"
    "Date of insert: yesterday; Verified: N/A; GSoC: Yes\n"
    "Description: Text\n"
    "\n\n"
    "Something below\n";

}  // namespace

TEST_CASE("the page says what the event is called, when and where it is") {
    for (const WhenCase& c : when_cases) {
        CAPTURE(c.why);
        const Settled settled = read(page_about(c.text));
        CHECK(settled.event.name == c.name);
        CHECK(hours_of(settled) == c.days);
        CHECK(settled.event.city == c.city);
        CHECK(settled.event.country == c.country);
        CHECK(settled.event.timezone == c.zone);
        CHECK(settled.topics.size() == 1);
        CHECK(settled.warnings.empty());
    }
}

TEST_CASE("a topic has every field of the page; N/A and missing are none") {
    const Settled settled = read(topics_page);

    REQUIRE(settled.topics.size() == 3);
    const Topic& topic = settled.topics[0];
    CHECK(topic.title == "First \"one\" & <two>");
    CHECK(iso_date(topic.inserted.value()) == "2013-01-28");
    CHECK(topic.verified == "Yes");
    CHECK_FALSE(topic.gsoc);
    CHECK(topic.contact == "Zoë O'Brien");
    CHECK(topic.mailing_list == "hack-devel@");
    CHECK_FALSE(topic.irc);
    CHECK_FALSE(topic.difficulty);
    CHECK(topic.skills == "C; patience");
    CHECK(topic.description == "Opening words:\n  • a point\n    • below it\nSecond paragraph");
    CHECK(topic.outcomes == "Done");
    CHECK(settled.topics[1].difficulty == "Hard");
    CHECK_FALSE(settled.topics[1].contact);
    CHECK(settled.topics[2].gsoc == "Yes");
    CHECK_FALSE(settled.topics[2].verified);
    CHECK(settled.topics[2].description == "Text");
}

TEST_CASE("comments and votes have author and moment, several on a line included") {
    const Topic topic = read(topics_page).topics[0];

    REQUIRE(topic.comments.size() == 1);
    CHECK(topic.comments[0].author == "Zoë");
    CHECK(iso_time_utc(topic.comments[0].at) == "2013-02-01T09:05:00Z");
    CHECK(topic.comments[0].text == "See 10:30; and (this)\n  • with a point");
    REQUIRE(topic.votes.size() == 2);
    CHECK(topic.votes[0].author == "Amy");
    CHECK(iso_time_utc(topic.votes[0].at) == "2013-02-02T22:59:00Z");
    CHECK(topic.votes[1].author == "Bo Li");
    CHECK(topic.votes[1].kind == "will_attend");
}

TEST_CASE("what is not understood among the topics is told with its line") {
    const Settled settled = read(topics_page);

    REQUIRE(settled.warnings.size() == 3);
    CHECK(settled.warnings[0].where == "line 28");
    CHECK(settled.warnings[1].where == "line 38");
    CHECK(settled.warnings[1].why.find("yesterday") != std::string::npos);
    CHECK(settled.warnings[2].where == "line 42");
    CHECK(settled.warnings[2].why.find("Something below") != std::string::npos);
}

TEST_CASE("line ends of another system change nothing") {
    std::string windows;
    for (const char* c = topics_page; *c != '\0'; ++c) windows += *c == '\n' ? std::string{"\r\n"} : std::string{*c};

    CHECK(read(windows).topics == read(topics_page).topics);
}

TEST_CASE("a vote with more to say is a vote and a comment") {
    const Topic topic = read(page_about("We confirmed the Hack for May 16, 2013 in Dublin Ireland.") +
                             "Peer Review Comments\n"
                             "Pictogram vote 15px.png Amy 10:00, 2 February 2013 (UTC): Will attend, on the first day only\n"
                             "Bo 11:00, 2 February 2013 (UTC): I like it\n")
                            .topics[0];

    REQUIRE(topic.votes.size() == 1);
    REQUIRE(topic.comments.size() == 2);
    CHECK(topic.comments[0].text == "Will attend, on the first day only");
    CHECK(topic.comments[1].author == "Bo");
}

TEST_CASE("the Xen hackathon's page is read field by field") {
    const auto content = test::shared_file("wiki/xen-hackathon-may-2013.txt");
    if (!content) return;

    const Settled settled = read(*content);

    CHECK(settled.event.name == "Xen Hackathon");
    CHECK(settled.event.city == "Dublin");
    CHECK(settled.event.country == "Ireland");
    CHECK(settled.event.timezone == "Europe/Dublin");
    CHECK(hours_of(settled) == "2013-05-16 09:00-17:00|2013-05-17 09:00-17:00|");
    CHECK(settled.sessions.empty());
    CHECK(settled.skipped.empty());
    CHECK(settled.warnings.empty());
    REQUIRE(settled.topics.size() == 4);

    const char* titles[] = {"Xen Developer and Roadmap discussion", "Xen on ARM \"Portathon\"", "Update toolstacks to make use of libxl and/or xl",
                            "VMFUNC, grant table operations, Intel QuickData engines"};
    const char* dates[] = {"2013-03-02", "2013-03-12", "2013-03-12", "2013-03-12"};
    const char* contacts[] = {"Lars Kurth", "Ian Campbell", "Ian Campbell", "Konrad Rzeszutek Wilk"};
    const std::optional<std::string> difficulties[] = {{}, "Not too hard if you are familiar with the hardware and have Linux running",
                                                       "Depends on the complexity of the toolstack which needs modifying", "Need to read dense Intel docs."};
    const std::optional<std::string> skills[] = {{}, "Mostly C", "Some C, perhaps knowledge of the C bindings for the language which the toolstack uses.",
                                                 "Wielding a sharpie."};
    const char* outcomes[] = {"A rough plan for Xen 4.4 and meeting minutes", "Xen running on some new ARM platforms", "More toolstacks using xl or libxl.",
                              "Faster performance."};
    const std::size_t description_lines[] = {1, 6, 3, 3};
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        const Topic& topic = settled.topics[i];
        CHECK(topic.title == titles[i]);
        CHECK(iso_date(topic.inserted.value()) == dates[i]);
        CHECK(topic.verified == "Not updated in 2020");
        CHECK_FALSE(topic.gsoc);
        CHECK(topic.contact == contacts[i]);
        CHECK(topic.mailing_list == "xen-devel@");
        CHECK(topic.irc == "#xen-devel");
        CHECK(topic.difficulty == difficulties[i]);
        CHECK(topic.skills == skills[i]);
        CHECK(topic.outcomes == outcomes[i]);
        CHECK(1 + std::count(topic.description->begin(), topic.description->end(), '\n') == static_cast<std::ptrdiff_t>(description_lines[i]));
        CHECK(topic.comments.size() == (i == 0 ? 1U : 0U));
        CHECK(topic.votes.size() == (i == 0 ? 2U : 0U));
    }
    CHECK(settled.topics[0].comments[0] == Comment{"Lars.kurth", std::chrono::sys_days{std::chrono::year{2013} / 3 / 2} + std::chrono::minutes{15 * 60 + 27},
                                                   "Feel free to make suggestions here"});
    CHECK(settled.topics[0].votes[0].author == "Lars.kurth");
    CHECK(settled.topics[0].votes[1].author == "Ijc");
    CHECK(iso_time_utc(settled.topics[0].votes[1].at) == "2013-03-12T14:06:00Z");
}

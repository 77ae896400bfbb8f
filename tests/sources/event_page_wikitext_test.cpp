#include <doctest/doctest.h>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"

using namespace kiosk;

namespace {

const char* const page =
    "__NOTOC__\n"
    "[[File:Logo.png|right]]\n"
    "== When and Where ? ==\n"
    "<!-- a remark\nfor editors -->\n"
    "We '''confirmed''' the [[Autumn Hack]] for October 16-17, 2012 in [https://example.org/lisbon Lisbon] Portugal.\n"
    "* October 16th: 9AM to 5PM\n"
    "* October 17th: 10AM to 4PM\n"
    "== Topics ==\n"
    "{{project\n"
    "|Project=Port ''it'' to [[ARM|small boards]]\n"
    "|Date=12/03/2012\n"
    "|Verified=\n"
    "|Difficulty=N/A\n"
    "|Contact=Ada Lovelace <redacted@example.invalid>\n"
    "|Skills=Skills Needed: C = good\n"
    "|GSoC=Yes\n"
    "|Desc=First line\n"
    "goes on here.\n"
    "\n"
    "Second paragraph with [http://example.org a link]; and a {{bug|12}}.\n"
    "* one\n"
    "** below one\n"
    "|Outcomes=Done\n"
    "|Colour=red\n"
    "}}\n"
    "{{Comment|[[User:Ada|Ada]] 15:27, 2 March 2012 (UTC): Please comment}}\n"
    ": {{vote}} [[User:Bo|Bo Li]] 14:06, 12 March 2012 (UTC): Will attend\n"
    "Cy 10:00, 13 March 2012 (UTC): Me too, '''perhaps'''\n"
    "{{Project\n"
    "| Project = Second\n"
    "| Desc = Short\n"
    "}}\n"
    "{{project|Desc=Nameless}}\n"
    "[[Category:Hackathon]]\n";

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    REQUIRE(reading.understood);
    return settle(reading.draft, "");
}

}  // namespace

TEST_CASE("the wikitext of the page says what its text copy says") {
    const Settled settled = read(page);

    CHECK(settled.format == "event-page");
    CHECK(settled.event.name == "Autumn Hack");
    CHECK(settled.event.city == "Lisbon");
    CHECK(settled.event.country == "Portugal");
    CHECK(settled.event.timezone == "Europe/Lisbon");
    REQUIRE(settled.event.days.size() == 2);
    CHECK(iso_time_utc(settled.event.days[0].opens.value()) == "2012-10-16T08:00:00Z");
    CHECK(iso_time_utc(settled.event.days[1].closes.value()) == "2012-10-17T15:00:00Z");
    REQUIRE(settled.topics.size() == 2);
    const Topic& topic = settled.topics[0];
    CHECK(topic.title == "Port it to small boards");
    CHECK(iso_date(topic.inserted.value()) == "2012-03-12");
    CHECK_FALSE(topic.verified);
    CHECK_FALSE(topic.difficulty);
    CHECK_FALSE(topic.mailing_list);
    CHECK(topic.gsoc == "Yes");
    CHECK(topic.contact == "Ada Lovelace <redacted@example.invalid>");
    CHECK(topic.skills == "C = good");
    CHECK(topic.description == "First line goes on here.\nSecond paragraph with a link; and a 12.\n  • one\n    • below one");
    CHECK(topic.outcomes == "Done");
    CHECK(settled.topics[1].title == "Second");
    CHECK(settled.topics[1].description == "Short");
}

TEST_CASE("comments and votes below a template are the topic's") {
    const Topic topic = read(page).topics[0];

    REQUIRE(topic.comments.size() == 2);
    CHECK(topic.comments[0].author == "Ada");
    CHECK(topic.comments[0].text == "Please comment");
    CHECK(topic.comments[1].author == "Cy");
    CHECK(topic.comments[1].text == "Me too, perhaps");
    REQUIRE(topic.votes.size() == 1);
    CHECK(topic.votes[0].author == "Bo Li");
    CHECK(iso_time_utc(topic.votes[0].at) == "2012-03-12T14:06:00Z");
}

TEST_CASE("a template without a title is counted as skipped, an unknown parameter told") {
    const Settled settled = read(page);

    REQUIRE(settled.skipped.size() == 1);
    CHECK(settled.skipped[0].where == "line 34");
    REQUIRE(settled.warnings.size() == 1);
    CHECK(settled.warnings[0].where == "line 25");
    CHECK(settled.warnings[0].why.find("Colour") != std::string::npos);
}

TEST_CASE("a template that is never closed is told with its line, and the topics before it are kept") {
    const Settled settled = read("{{project\n|Project=Whole\n}}\n{{project\n|Project=Broken off\n|Desc=and th");

    CHECK(settled.topics.size() == 1);
    REQUIRE(settled.skipped.size() == 1);
    CHECK(settled.skipped[0].where == "line 4");
}

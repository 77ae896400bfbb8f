#include "kiosk/sources/text/phrases.h"

#include <doctest/doctest.h>

#include "kiosk/base/iso_time.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/wikitext.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

std::string dates_in(std::string_view text) {
    const auto dates = find_dates(text, 2013y);
    return dates ? iso_date(dates->first) + " " + iso_date(dates->last) : "none";
}

std::string hours_in(std::string_view text) {
    const auto hours = find_hours(text);
    return hours ? std::to_string(hours->opens / 1min) + " " + std::to_string(hours->closes / 1min) : "none";
}

}  // namespace

TEST_CASE("dates are found as people write them") {
    CHECK(dates_in("for May 16-17, 2014 in Dublin") == "2014-05-16 2014-05-17");
    CHECK(dates_in("16th and 17th of May") == "2013-05-16 2013-05-17");
    CHECK(dates_in("16, 17 and 18 May 2014") == "2014-05-16 2014-05-18");
    CHECK(dates_in("29 May – 1 June 2014") == "2014-05-29 2014-06-01");
    CHECK(dates_in("Sept. 5, 2014") == "2014-09-05 2014-09-05");
    CHECK(dates_in("16/05/2014") == "2014-05-16 2014-05-16");
    CHECK(dates_in("16.5.2014") == "2014-05-16 2014-05-16");
    CHECK(dates_in("2014-05-16 to 2014-05-17") == "2014-05-16 2014-05-17");
    CHECK(dates_in("Xen 4.4 may come in 2014") == "none");
    CHECK(dates_in("31 February 2014") == "none");
}

TEST_CASE("hours are found as people write them") {
    CHECK(hours_in("9AM to 5PM") == "540 1020");
    CHECK(hours_in("9:30 a.m. - 6 p.m.") == "570 1080");
    CHECK(hours_in("open 09:00–17:00 daily") == "540 1020");
    CHECK(hours_in("1-5PM") == "780 1020");
    CHECK(hours_in("9 to 5pm") == "540 1020");
    CHECK(hours_in("9am to 5") == "540 1020");
    CHECK(hours_in("8pm until 2am") == "1200 1560");
    CHECK(hours_in("12PM - 12AM") == "720 1440");
    CHECK(hours_in("16-17") == "none");
    CHECK(hours_in("25:00 to 26:00") == "none");
}

TEST_CASE("a clock time is read only when it is one") {
    CHECK(parse_clock("1730") == 17h + 30min);
    CHECK(parse_clock("9h30") == 9h + 30min);
    CHECK(parse_clock("12:00 am") == 0h);
    CHECK(parse_clock("24:00") == 24h);
    CHECK_FALSE(parse_clock("9"));
    CHECK_FALSE(parse_clock("9:60"));
    CHECK_FALSE(parse_clock("13 pm"));
    CHECK_FALSE(parse_clock(""));
}

TEST_CASE("markup becomes clean text, and what only looks like it stays") {
    CHECK(plain_line("C++ &amp; <i>friends</i> <3") == "C++ & friends <3");
    CHECK(plain_line("a < b > c") == "a < b > c");
    CHECK(plain_line("R&D &unknown; &#x1F600;") == "R&D &unknown; 😀");
    CHECK(plain_lines("<p>One</p><ul><li>a</li><li>b</li></ul>Two<br/>Three") == "One\n  • a\n  • b\nTwo\nThree");
    CHECK(wiki_line("* '''Bold''' [[Page|words]], [http://example.org site] and [[Other]]") == "  • Bold words, site and Other");
    CHECK(wiki_line("=== Heading ===") == "Heading");
}

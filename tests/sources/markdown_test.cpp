#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "kiosk/sources/text/duration.h"
#include "kiosk/sources/text/markup.h"

using namespace kiosk;

TEST_CASE("a title's Markdown goes, and what only looks like it stays") {
    struct Row {
        const char* written;
        const char* title;
        const char* why;
    };
    for (const Row& row : std::vector<Row>{
             {"**Bold** and *slanted* and _so_ and __too__", "Bold and slanted and so and too", "emphasis"},
             {"***Both***, ~~gone~~", "Both, gone", "marks within marks"},
             {"Using `git rebase -i`", "Using git rebase -i", "code"},
             {"`**kwargs**` explained", "**kwargs** explained", "code means what it says"},
             {"[The talk](https://example.org/a?b=c) and ![logo](logo.png)", "The talk and logo", "links and pictures"},
             {"## Opening", "Opening", "a heading"},
             {"\\*Stars\\* and \\[brackets\\]", "*Stars* and [brackets]", "marks that are meant as they are"},
             {"<b>**Both**</b> &amp; more", "Both & more", "HTML too"},
             {"Hacker*innen Jeopardy für Mentor*innen", "Hacker*innen Jeopardy für Mentor*innen", "within words"},
             {"trans*-Vernetzung / trans* activism", "trans*-Vernetzung / trans* activism", "behind words"},
             {"Managing a 3,500 m² *space with 400+ Members", "Managing a 3,500 m² *space with 400+ Members", "nothing closes it"},
             {"__init__.py and snake_case_names", "__init__.py and snake_case_names", "names of programs"},
             {"2 * 3 * 4, C* and *args", "2 * 3 * 4, C* and *args", "no word in between"},
             {"#42 and #Fusion", "#42 and #Fusion", "numbers and tags"},
             {"[cancelled] Opening (day 1)", "[cancelled] Opening (day 1)", "brackets without an address"},
             {"so @#!*, and what can we do", "so @#!*, and what can we do", "cursing"},
             {"\\", "\\", "a lone backslash"},
             {"[", "[", "a lone bracket"},
             {"**", "**", "lone stars"}}) {
        CAPTURE(row.why);
        CHECK(plain_title(row.written) == row.title);
    }
}

TEST_CASE("lengths as people write them") {
    const auto minutes = [](std::string_view text) {
        const auto length = parse_duration(text);
        return length ? static_cast<double>(length->count()) / 60 : -1.0;
    };
    for (const char* text : {"90", "1:30", "01:30:00", "PT1H30M", "90 min", "90min.", "90 Minutes", "90'", "1h30", "1h 30", "1h30m", "1 h 30 min",
                             "1 hour, 30 minutes", "1 hour and 30 minutes", "1 Stunde und 30 Minuten", "1.5 hours", "1,5 Std."}) {
        CAPTURE(text);
        CHECK(minutes(text) == 90);
    }
    CHECK(minutes("45 s") == 0.75);
    for (const char* text : {"", "long", "90 lightyears", "30 min 1 h", "1h 2h", "1.2.3 h", "-5 min", "min", "5 5", "9999999 h", "1h 300", "."}) {
        CAPTURE(text);
        CHECK(minutes(text) == -1);
    }
}

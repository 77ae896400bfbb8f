#include "kiosk/model/format.h"

#include <doctest/doctest.h>

#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

Catalogue language(std::string_view tag) { return Catalogue::load(KIOSK_LANGUAGES, tag); }

}  // namespace

TEST_CASE("a moment is said as somebody who stands there would") {
    struct Row {
        const char* now;
        const char* moment;
        const char* said;
        const char* why;
    };
    const Row table[] = {
        {"2013-05-16T10:15", "2013-05-16T12:00", "12:00", "today"},
        {"2013-05-16T23:50", "2013-05-17T00:30", "00:30", "the same night"},
        {"2013-05-16T23:50", "2013-05-17T04:59", "04:59", "the night's last minute"},
        {"2013-05-16T23:50", "2013-05-17T05:00", "tomorrow 05:00", "the morning"},
        {"2013-05-17T00:30", "2013-05-17T11:00", "11:00", "today by the calendar"},
        {"2013-05-17T00:30", "2013-05-16T23:00", "23:00", "the evening is still the same night"},
        {"2013-05-16T10:15", "2013-05-17T09:00", "tomorrow 09:00", "a calendar day on"},
        {"2013-05-16T10:15", "2013-05-15T09:00", "yesterday 09:00", "a calendar day back"},
        {"2013-05-16T10:15", "2013-05-18T09:00", "Saturday 09:00", "a weekday means the coming one"},
        {"2013-05-16T10:15", "2013-05-22T23:59", "Wednesday 23:59", "six days on"},
        {"2013-05-16T10:15", "2013-05-23T00:00", "23 May 00:00", "a week on the weekday would mislead"},
        {"2013-05-16T10:15", "2013-05-10T09:00", "10 May 09:00", "past weekdays would mislead"},
        {"2013-12-28T10:15", "2014-01-10T09:00", "10 January 2014 09:00", "another year"},
        {"2013-12-31T10:15", "2014-01-01T09:00", "tomorrow 09:00", "near enough not to need the year"},
    };
    const Catalogue words;
    const TimeWords times{dublin, words};
    for (const Row& row : table) {
        CAPTURE(row.why);
        CHECK(times.when(at(row.moment), at(row.now)) == row.said);
    }
}

TEST_CASE("a title's own quotation marks become single within others") {
    CHECK(within_quotes("Xen on ARM “Portathon”") == "Xen on ARM ‘Portathon’");
    CHECK(within_quotes("„Wer“ und «quoi» and \"what\"") == "‚Wer‘ und ‹quoi› and 'what'");
    CHECK(within_quotes("Ada's engine") == "Ada's engine");
    CHECK(within_quotes("") == "");
}

TEST_CASE("parts that are joined twice are isolated once") {
    CHECK(joined({"نُقلت", joined({"الموعد 14:30", "سابقًا 15:30"})}) == joined({"نُقلت", "الموعد 14:30", "سابقًا 15:30"}));
    CHECK(joined({"on now", joined({"until 15:00", "50 min left"})}) == "on now · until 15:00 · 50 min left");
}

TEST_CASE("spans are real time, whatever the clocks were put to meanwhile") {
    const Catalogue words;
    const TimeWords times{dublin, words};
    // Dublin's clocks go from 01:00 to 02:00 on 31 March 2013.
    CHECK(times.span(at("2013-03-31T00:30"), at("2013-03-31T02:30")) == "1 h");
    CHECK(times.span(at("2013-05-16T10:15"), at("2013-05-16T12:00")) == "1 h 45 min");
    CHECK(times.span(at("2013-05-16T10:15:59"), at("2013-05-16T12:00")) == "1 h 45 min");
    CHECK(times.span(at("2013-05-16T11:59:59"), at("2013-05-16T12:00")) == "1 min");
    CHECK(times.span(at("2013-05-16T12:00"), at("2013-05-16T12:00")) == "0 min");
    CHECK(times.span(at("2013-05-16T12:00"), at("2013-05-17T11:59")) == "23 h 59 min");
    CHECK(times.span(at("2013-05-16T12:00"), at("2013-05-17T12:00")) == "1 day");
    CHECK(times.span(at("2013-05-16T12:00"), at("2013-05-19T12:00")) == "3 days");
}

TEST_CASE("the night that clocks are put back shows each hour as the wall does") {
    const Catalogue words;
    const TimeWords times{dublin, words};
    const Instant first = at("2013-10-27T01:30");
    CHECK(times.clock(first) == "01:30");
    CHECK(times.clock(first + 1h) == "01:30");
    CHECK(times.span(first, first + 1h) == "1 h");
}

TEST_CASE("dates stand in each language's own order") {
    const Date day = *parse_iso_date("2013-05-16");
    const auto said = [&](std::string_view tag) {
        const Catalogue words = language(tag);
        return line_start(TimeWords{dublin, words}.day(day));
    };
    CHECK(said("en") == "Thursday 16 May");
    CHECK(said("de") == "Donnerstag, 16. Mai");
    CHECK(said("fr") == "Jeudi 16 mai");
    CHECK(said("es") == "Jueves, 16 de mayo");
    CHECK(said("ga") == "Déardaoin 16 Bealtaine");
    CHECK(said("pl") == "Czwartek, 16 maja");
    CHECK(said("ar") == "الخميس 16 مايو");
}

TEST_CASE("capitals know the letters of our languages") {
    CHECK(capitals("next 12:00 · in 1 h 45 min") == "NEXT 12:00 · IN 1 H 45 MIN");
    CHECK(capitals("als Nächstes ß") == "ALS NÄCHSTES ß");
    CHECK(capitals("à suivre, mañana, œ÷ÿ") == "À SUIVRE, MAÑANA, Œ÷Ÿ");
    CHECK(capitals("następnie źdźbło żółw") == "NASTĘPNIE ŹDŹBŁO ŻÓŁW");
    CHECK(capitals("Dé hAoine i gCeann") == "DÉ hAOINE I gCEANN");
    CHECK(capitals("التالي 次") == "التالي 次");
    CHECK(capitals("") == "");
}

TEST_CASE("parts stand side by side, isolated where one is written from right to left") {
    CHECK(joined({"Ada Lovelace", "", "沈括"}) == "Ada Lovelace · 沈括");
    CHECK(joined({"", ""}) == "");
    CHECK(joined({"", "ابن الهيثم"}) == "ابن الهيثم");
    CHECK(joined({"ابن الهيثم", "2 will attend"}) == "\u2068ابن الهيثم\u2069 · \u20682 will attend\u2069");
    CHECK(isolated("Liffey") == "Liffey");
    CHECK(isolated("לוי") == "\u2068לוי\u2069");
}

TEST_CASE("text cut in mid-letter is taken as it is, without reading past its end") {
    CHECK(isolated("abc\xD7") == "abc\xD7");
    CHECK(isolated("\xF0\x9F") == "\xF0\x9F");
}

#include "kiosk/model/catalogue.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <sstream>

#include "kiosk/model/plural_rule.h"

using namespace kiosk;

namespace {

Catalogue language(std::string_view tag) { return Catalogue::load(KIOSK_LANGUAGES, tag); }

std::string german_file() {
    std::ostringstream content;
    content << std::ifstream{KIOSK_LANGUAGES "/de.mo", std::ios::binary}.rdbuf();
    return content.str();
}

}  // namespace

TEST_CASE("English stands in the code: places are filled, unknown ones stay") {
    const Catalogue words;
    CHECK(words.say("until {time}", {{"time", "11:30"}}) == "until 11:30");
    CHECK(words.say("{a}{b}{a}", {{"a", "1"}, {"b", "{a}"}}) == "1{a}1");
    CHECK(words.say("{nobody} said {this") == "{nobody} said {this");
    CHECK(words.say("") == "");
    CHECK(words.count("{count} seat", "{count} seats", 1) == "1 seat");
    CHECK(words.count("{count} seat", "{count} seats", 0) == "0 seats");
}

TEST_CASE("a language comes from its file, whatever region or letters its name has") {
    for (const char* tag : {"de", "de-CH", "de_AT.UTF-8", "DE", "de@euro"}) {
        CAPTURE(tag);
        CHECK(language(tag).say("Topics to discuss") == "Themen zum Besprechen");
        CHECK(language(tag).language() == "de");
    }
    CHECK(language("fr").say("until {time}", {{"time", "11:30"}}) == "jusqu’à 11:30");
    CHECK(language("es").say("until {time}", {{"time", "11:30"}}) == "hasta las 11:30");
    CHECK(language("ga").say("Break") == "Sos");
    CHECK(language("pl").say("Break") == "Przerwa");
    CHECK(language("ar").say("Break") == "استراحة");
    CHECK(language("ar").right_to_left());
    CHECK_FALSE(language("de").right_to_left());
}

TEST_CASE("a language without a file, and a name that is none, are English") {
    for (const char* tag : {"en", "en-IE", "xx", "", "d", "../../de", "deutsch", "-"}) {
        CAPTURE(tag);
        CHECK(language(tag).language() == "en");
        CHECK(language(tag).say("Break") == "Break");
    }
}

TEST_CASE("a message without a translation is said in English") {
    CHECK(language("de").say("never {said} before", {{"said", "heard"}}) == "never heard before");
    CHECK(language("pl").count("{count} unknown", "{count} unknowns", 2) == "2 unknowns");
}

TEST_CASE("each language has its own forms for counts") {
    struct Row {
        const char* tag;
        long count;
        const char* said;
        const char* why;
    };
    const Row table[] = {
        {"de", 1, "1 Platz", "one"},
        {"de", 0, "0 Plätze", "none is many in German"},
        {"fr", 0, "0 place", "... but one in French"},
        {"fr", 2, "2 places", "many from two on"},
        {"pl", 1, "1 miejsce", "one"},
        {"pl", 3, "3 miejsca", "a few"},
        {"pl", 5, "5 miejsc", "many"},
        {"pl", 12, "12 miejsc", "ten to twenty are many"},
        {"pl", 22, "22 miejsca", "a few again"},
        {"ga", 2, "2 shuíochán", "two soften the word"},
        {"ga", 7, "7 suíochán", "seven don't"},
        {"ar", 1, "مقعد واحد", "one, as a word"},
        {"ar", 2, "مقعدان", "two, as a word"},
        {"ar", 3, "3 مقاعد", "a few"},
        {"ar", 11, "11 مقعدًا", "many"},
        {"ar", 100, "100 مقعد", "hundreds"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        CHECK(language(row.tag).count("{count} seat", "{count} seats", row.count) == row.said);
    }
}

TEST_CASE("a translation file that is cut short or changed anywhere never crashes") {
    const std::string whole = german_file();
    REQUIRE(whole.size() > 1000);
    for (std::size_t length = 0; length + 1 < whole.size(); length += 7)
        CHECK(Catalogue::from_mo(whole.substr(0, length), "de").language() == "en");
    for (std::size_t i = 0; i < whole.size(); i += 3) {
        std::string changed = whole;
        changed[i] = static_cast<char>(~changed[i]);
        const Catalogue words = Catalogue::from_mo(changed, "de");
        CHECK_FALSE(words.count("{count} seat", "{count} seats", 3).empty());
    }
}

TEST_CASE("a translation file of the other byte order is read too") {
    std::string swapped;
    const auto put = [&](std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8) swapped += static_cast<char>(value >> shift & 0xFF);
    };
    for (const std::uint32_t value : {0x950412deu, 0u, 1u, 28u, 36u, 0u, 0u, 5u, 44u, 3u, 50u}) put(value);
    swapped += std::string{"Break\0Sos\0", 10};
    CHECK(Catalogue::from_mo(swapped, "ga").say("Break") == "Sos");
}

TEST_CASE("a plural rule is worked out as C would, and English's stands in for a broken one") {
    const auto form = [](const char* rule, long n) { return PluralRule{rule}.form_of(n); };
    CHECK(form("nplurals=1; plural=0;", 5) == 0);
    CHECK(form("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", 21) == 0);
    CHECK(form("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", 11) == 1);
    CHECK(form("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", 0) == 2);
    CHECK(form("nplurals=9; plural=1+2*3-4/2%3;", 0) == 5);
    CHECK(form("nplurals=2; plural=!n || n>=3;", 2) == 0);
    CHECK(form("nplurals=2; plural=n/0;", 2) == 0);
    CHECK(form("nplurals=2; plural=n;", 7) == 0);  // no such form
    for (const char* broken : {"", "nplurals=2", "nplurals=2; plural=(n!=1;", "nplurals=2; plural=n!=;",
                               "nplurals=x; plural=0;", "nplurals=2; plural=n ? 1;", "nplurals=2; plural=0 0;"}) {
        CAPTURE(broken);
        CHECK(form(broken, 1) == 0);
        CHECK(form(broken, 2) == 1);
    }
}

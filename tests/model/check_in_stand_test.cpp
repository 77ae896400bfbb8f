#include "kiosk/model/check_in_stand.h"

#include <doctest/doctest.h>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

constexpr Tick begin = 1000s;

CheckInAnswer answer(Verdict verdict, std::string language = {}) {
    return {.verdict = verdict, .attendee = "1", .name = "Ada Lovelace", .language = std::move(language)};
}

}  // namespace

TEST_CASE("a verdict goes after three seconds, one that has to be read after six") {
    for (const auto& [verdict, stays] : {std::pair{Verdict::admitted, 3s}, {Verdict::already_in, 6s}, {Verdict::unknown, 6s}}) {
        CheckInStand stand;
        stand.answered("A", answer(verdict), "", begin);
        CHECK(stand.changes_at() == begin + stays);
        stand.pass(begin + stays - 1ms);
        CHECK(stand.answer());
        stand.pass(begin + stays);
        CHECK_FALSE(stand.answer());
        CHECK_FALSE(stand.changes_at());
    }
}

TEST_CASE("the next scan cuts a verdict short") {
    CheckInStand stand;
    stand.answered("A", answer(Verdict::already_in), "", begin);
    stand.answered("B", answer(Verdict::admitted), "", begin + 1s);
    CHECK(stand.answer()->verdict == Verdict::admitted);
    CHECK(stand.changes_at() == begin + 4s);
}

TEST_CASE("the same code is the same scan for five seconds, and as long as a camera goes on seeing it") {
    CheckInStand stand;
    CHECK_FALSE(stand.is_repeat("A", false, begin));
    stand.answered("A", answer(Verdict::admitted), "", begin);
    CHECK_FALSE(stand.is_repeat("B", false, begin + 1s));
    CHECK(stand.is_repeat("A", false, begin + 4999ms));
    CHECK_FALSE(stand.is_repeat("A", false, begin + 5s));

    stand.answered("C", answer(Verdict::admitted), "", begin);
    for (Tick now = begin; now < begin + 20s; now += 4s) CHECK(stand.is_repeat("C", true, now));
    CHECK_FALSE(stand.is_repeat("C", true, begin + 30s));
}

TEST_CASE("a code in between does not make the first one new") {
    CheckInStand stand;
    stand.answered("A", answer(Verdict::admitted), "", begin);
    stand.answered("B", answer(Verdict::admitted), "", begin + 1s);
    CHECK(stand.is_repeat("A", false, begin + 2s));
}

TEST_CASE("the visitor reads their own language, by touch before ticket before event") {
    CheckInStand stand;
    CHECK(stand.language("en") == "en");
    stand.answered("A", answer(Verdict::admitted, "pl"), "", begin);
    CHECK(stand.language("en") == "pl");
    stand.choose_language("ar", begin + 1s);
    CHECK(stand.language("en") == "ar");
}

TEST_CASE("a chosen language lasts for one visitor or thirty seconds") {
    CheckInStand alone;
    alone.choose_language("de", begin);
    alone.pass(begin + 29s);
    CHECK(alone.language("en") == "de");
    alone.pass(begin + 30s);
    CHECK(alone.language("en") == "en");

    CheckInStand visitor;
    visitor.choose_language("de", begin);
    visitor.answered("A", answer(Verdict::admitted), "", begin + 1s);
    CHECK(visitor.language("en") == "de");
    visitor.pass(begin + 4s);
    CHECK(visitor.language("en") == "en");
}

TEST_CASE("holding a corner for five seconds asks the staff for their passphrase") {
    CheckInStand stand;
    stand.press_corner(begin);
    stand.pass(begin + 4999ms);
    CHECK_FALSE(stand.staff());
    stand.release();
    stand.pass(begin + 10s);
    CHECK_FALSE(stand.staff());

    stand.press_corner(begin);
    CHECK(stand.changes_at() == begin + 5s);
    stand.pass(begin + 5s);
    REQUIRE(stand.staff());
    for (const char* letter : {"a", "ß", "\b", "b"}) stand.type(letter, begin + 6s);
    CHECK(stand.staff()->typed == "ab");
    stand.refuse(begin + 7s);
    CHECK(stand.staff()->refused);
    CHECK(stand.staff()->typed.empty());
    stand.pass(begin + 7s + 60s);
    CHECK_FALSE(stand.staff());
}

TEST_CASE("out of order stays until somebody can be answered again") {
    CheckInStand stand;
    stand.answered("A", answer(Verdict::admitted), "", begin);
    stand.failed({"D1", "door-2"});
    CHECK_FALSE(stand.answer());
    stand.pass(begin + 3600s);
    CHECK(stand.trouble());
    stand.answered("B", answer(Verdict::admitted), "", begin + 3601s);
    CHECK_FALSE(stand.trouble());
}

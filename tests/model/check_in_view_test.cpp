#include "kiosk/model/check_in_view.h"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>

#include "kiosk/model/verdict_words.h"
#include "tests/model/golden.h"
#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

constexpr std::array all_verdicts = {
    Verdict::admitted, Verdict::already_in,   Verdict::not_yet_valid, Verdict::wrong_session, Verdict::session_full,
    Verdict::unreadable, Verdict::test,       Verdict::unknown,       Verdict::revoked,       Verdict::unpaid,
    Verdict::blocked,  Verdict::expired,      Verdict::wrong_event,   Verdict::bad_signature};

Session roadmap() { return session("Roadmap", "2013-05-16T12:00", "2013-05-16T13:00", "Liffey"); }

/// The answer with all that such a verdict can carry.
CheckInAnswer answer(Verdict verdict) {
    CheckInAnswer answer{.verdict = verdict, .attendee = "1", .name = "Ada Lovelace", .given_name = "Ada"};
    if (verdict == Verdict::admitted) answer.next = NextSession{roadmap(), true};
    if (verdict == Verdict::already_in) answer.first_at = at("2013-05-16T09:12"), answer.first_device = "Door 2";
    if (verdict == Verdict::not_yet_valid) answer.valid_from = at("2013-05-17T09:00");
    if (verdict == Verdict::wrong_session || verdict == Verdict::session_full)
        answer.session = session("Toolstacks", "2013-05-16T10:00", "2013-05-16T10:30", "Dodder");
    if (verdict == Verdict::session_full) answer.instead = roadmap();
    if (verdict == Verdict::test) answer.arrived = "TEST";
    return answer;
}

CheckInView view_of(const CheckInStand& stand, const Catalogue& words = Catalogue{}) {
    return check_in_view(stand, hackathon_with_sessions(), {.shown = at("2013-05-16T10:15")}, words);
}

CheckInView verdict_view(CheckInAnswer answer, const Catalogue& words = Catalogue{}) {
    CheckInStand stand;
    stand.set_camera(CameraState::looking);
    const std::string how = answer.verdict == Verdict::test
                                ? scanner_words({"TEST", "TEST", ScanEnd::enter, 8ms}, words)
                                : "";
    stand.answered("A", std::move(answer), how, {});
    return view_of(stand, words);
}

void check_golden(const std::string& name, const CheckInView& view) {
    const std::string shown = to_text(view);
    CHECK(shown == golden(name, shown));
}

}  // namespace

TEST_CASE("every verdict has its own words, its sign and what to do") {
    std::set<std::string> titles;
    for (const Verdict verdict : all_verdicts) {
        const CheckInView view = verdict_view(answer(verdict));
        const std::string name{name_of(verdict)};
        CAPTURE(name);
        check_golden("verdict-" + name, view);
        const auto& shown = std::get<VerdictView>(view.shown);
        CHECK(shown.sign == sign_of(verdict));
        titles.insert(shown.title);
    }
    CHECK(titles.size() == all_verdicts.size());
}

TEST_CASE("the answer to a phone stands beside the code for the next one, and the answer to a scan goes before it") {
    CheckInStand stand;
    stand.set_camera(CameraState::looking);
    stand.set_code({.size = 1, .is_dark = {true}});
    check_golden("check-in-phone", view_of(stand));
    stand.answered_by_phone(answer(Verdict::admitted), 10s);
    CHECK(stand.changes_at() == 13s);
    check_golden("check-in-phone-answered", view_of(stand));

    stand.answered("A", answer(Verdict::unpaid), "", 11s);
    REQUIRE(std::holds_alternative<VerdictView>(view_of(stand).shown));
    CHECK(std::get<VerdictView>(view_of(stand).shown).sign == Sign::stop);
    stand.pass(13s);
    CHECK_FALSE(stand.phone_answer());
    CHECK(stand.answer());
}

TEST_CASE("a verdict is whole without anything that only some tickets have") {
    for (const Verdict verdict : all_verdicts) {
        const CheckInView view = verdict_view({.verdict = verdict});
        const auto& shown = std::get<VerdictView>(view.shown);
        CAPTURE(name_of(verdict));
        CHECK_FALSE(shown.title.empty());
        REQUIRE_FALSE(shown.lines.empty());
        for (const std::string& line : shown.lines) CHECK_FALSE(line.empty());
        CHECK_FALSE(shown.card);
    }
}

TEST_CASE("people are greeted as they write themselves") {
    struct Row {
        CheckInAnswer answer;
        const char* title;
        const char* why;
    };
    const Row table[] = {
        {{.verdict = Verdict::admitted, .name = "Ada Lovelace", .given_name = "Ada"}, "Welcome, Ada", "by the given name"},
        {{.verdict = Verdict::admitted, .name = "沈括"}, "Welcome, 沈括", "else by the whole name"},
        {{.verdict = Verdict::admitted, .name = "ابن الهيثم"}, "Welcome, \u2068ابن الهيثم\u2069", "another direction"},
        {{.verdict = Verdict::admitted}, "Welcome", "or by none"},
        {{.verdict = Verdict::admitted, .name = "Ada", .was_here_before = true}, "Welcome back, Ada", "the second day"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        CHECK(std::get<VerdictView>(verdict_view(row.answer).shown).title == row.title);
    }
}

TEST_CASE("the waiting screen says how to hold the code, what is on, and what ails the camera") {
    CheckInStand stand;
    check_golden("check-in-scanner-only", view_of(stand));
    stand.set_camera(CameraState::looking);
    check_golden("check-in-idle", view_of(stand));
    std::set<std::string> words;
    for (const CameraState camera : {CameraState::looking, CameraState::found, CameraState::missing, CameraState::busy,
                                     CameraState::dark, CameraState::too_near}) {
        stand.set_camera(camera);
        words.insert(std::get<IdleView>(view_of(stand).shown).camera);
    }
    CHECK(words.size() == 6);
    CHECK_FALSE(words.contains(""));
}

TEST_CASE("the waiting screen names what comes next when nothing is on, and nothing after the end") {
    const CheckInStand stand;
    const auto idle_at = [&](std::string_view face) {
        return std::get<IdleView>(check_in_view(stand, hackathon_with_sessions(), {.shown = at(face)}, Catalogue{}).shown);
    };
    CHECK(idle_at("2013-05-16T11:40").now_label == "Next");
    CHECK(idle_at("2013-05-16T11:40").now == std::vector<std::string>{"12:00  Roadmap · Liffey"});
    CHECK(idle_at("2013-05-17T16:00").now_label.empty());
}

TEST_CASE("nobody is told welcome by a screen that can't write") {
    CheckInStand stand;
    stand.failed({"D1", "door-2"});
    check_golden("check-in-out-of-order", view_of(stand));
}

TEST_CASE("a door keeps its sign, tells who shows a code in vain, and says why it is closed") {
    CheckInStand stand;
    const auto at_door = [&] {
        return check_in_view(stand, hackathon_with_sessions(), {.shown = at("2013-05-16T10:15")}, Catalogue{}, "Liffey");
    };
    CHECK(std::holds_alternative<RoomView>(at_door().shown));
    stand.failed({"D1", "door-2"});
    CHECK(std::get<RoomView>(at_door().shown).panel->alarm);
    stand.turned_away(1s);
    CHECK(std::get<VerdictView>(at_door().shown).title == "Out of order");
    REQUIRE(stand.changes_at() == Tick{7s});
    stand.pass(7s);
    CHECK(std::holds_alternative<RoomView>(at_door().shown));
    stand.mended();

    stand.answered("A", {.verdict = Verdict::wrong_session, .door_is_closed = true, .next = NextSession{roadmap(), false}}, "", 8s);
    check_golden("verdict-closed-door", at_door());
    const auto shown = verdict_view({.verdict = Verdict::wrong_session, .door_is_closed = true});
    CHECK(std::get<VerdictView>(shown.shown).lines == std::vector<std::string>{"No more sessions are planned here."});
    CHECK(std::holds_alternative<VerdictView>(
        check_in_view([] { CheckInStand broken; broken.failed({"D3", "door-2"}); return broken; }(), {}, {}, Catalogue{}, "Liffey").shown));
}

TEST_CASE("the staff's entry shows how many letters were typed, not which") {
    CheckInStand stand;
    stand.press_corner({});
    stand.pass(5s);
    for (const char* letter : {"s", "é", "c"}) stand.type(letter, 6s);
    check_golden("check-in-staff", view_of(stand));
}

TEST_CASE("every verdict is said in every language, and in a mirror where it runs right to left") {
    for (const LanguageName& name : offered_languages()) {
        const Catalogue words = Catalogue::load(KIOSK_LANGUAGES, name.language);
        CHECK(words.language() == name.language);
        for (const Verdict verdict : all_verdicts) {
            const CheckInView view = verdict_view(answer(verdict), words);
            CAPTURE(name.language);
            CAPTURE(name_of(verdict));
            CHECK(view.right_to_left == (name.language == "ar"));
            if (name.language == "en") continue;
            CHECK(std::get<VerdictView>(view.shown).title != std::get<VerdictView>(verdict_view(answer(verdict)).shown).title);
        }
    }
    check_golden("verdict-admitted-ar", verdict_view(answer(Verdict::admitted), Catalogue::load(KIOSK_LANGUAGES, "ar")));
    check_golden("verdict-already_in-de", verdict_view(answer(Verdict::already_in), Catalogue::load(KIOSK_LANGUAGES, "de")));
}

TEST_CASE("a ticket that came in on another day is told the day as well") {
    CheckInAnswer yesterdays = answer(Verdict::already_in);
    yesterdays.first_at = at("2013-05-15T09:12");

    const std::string shown = to_text(verdict_view(yesterdays));
    CHECK(shown.find("First check-in: yesterday 09:12, Door 2.") != std::string::npos);
}

TEST_CASE("a title with quotation marks is quoted once") {
    CheckInAnswer full = answer(Verdict::session_full);
    full.session->title = "Xen on ARM “Portathon”";

    const std::string shown = to_text(verdict_view(full));
    CHECK(shown.find("“Xen on ARM ‘Portathon’”") != std::string::npos);
}

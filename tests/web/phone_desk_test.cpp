#include "kiosk/phone/phone_desk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "kiosk/store/attendees/topic_hands.h"
#include "tests/web/phone_venue.h"

namespace kiosk {

TEST_CASE_FIXTURE(Venue, "a visitor scans, types the code, is in, and needs one tap the next time") {
    const PhoneReply first = scan(ScreenPurpose::check_in);
    CHECK(first.status == 200);
    CHECK(says(first, "Type the code of your ticket"));
    const PhoneReply verdict = send(first, {{"code", " ADA "}});
    CHECK(says(verdict, "Welcome, Ada"));
    CHECK(says(verdict, "About arm"));
    REQUIRE(verdict.verdict);
    CHECK(verdict.verdict->answer.given_name == "Ada");
    CHECK(verdict.verdict->answer.name.empty());
    CHECK(verdict.verdict->screen == screen_mark(ScreenPurpose::check_in, "machine", ""));
    CHECK(check_ins() == 1);

    const PhoneReply again = scan(ScreenPurpose::check_in);
    CHECK_FALSE(says(again, "Type the code"));
    CHECK(says(send(again, {}), "Already checked in"));
    CHECK(check_ins() == 1);
    CHECK(says(open("day"), "About arm"));
}

TEST_CASE_FIXTURE(Venue, "an old, a forged, a repeated and a foreign form are answered: please scan again") {
    const PhoneReply page = scan(ScreenPurpose::check_in);
    const auto refused = [&](const PhoneReply& reply) { return reply.status == 403 && says(reply, "Please scan the screen again"); };
    SUBCASE("the code on the screen is over") {
        const std::string code = desk.code_on(screen_mark(ScreenPurpose::check_in, "machine", ""), real);
        real += 90s;
        CHECK(refused(open(code)));
    }
    SUBCASE("the form is over") {
        real += 10min;
        CHECK(refused(send(page, {{"code", "ADA"}})));
    }
    SUBCASE("forged") { CHECK(refused(send(page, {{"code", "ADA"}, {"token", "AAAA"}}))); }
    SUBCASE("another phone's") {
        cookie.clear();
        CHECK(refused(send(page, {{"code", "ADA"}})));
    }
    SUBCASE("another site's") {
        CHECK(refused(ask({.is_post = true, .path = "go", .fields = {{"token", form_of(page)}, {"code", "ADA"}}, .is_from_elsewhere = true})));
    }
    SUBCASE("sent twice") {
        const std::string before = cookie;
        send(page, {{"code", "ADA"}});
        cookie = before;
        CHECK(refused(send(page, {{"code", "GRACE"}})));
        CHECK(check_ins() == 1);
        return;
    }
    CHECK(check_ins() == 0);
}

TEST_CASE_FIXTURE(Venue, "a form acts once, also in another process and after a restart") {
    const auto refused = [&](const PhoneReply& reply) { return reply.status == 403 && says(reply, "Please scan the screen again"); };
    PhoneDesk another{options()};
    SUBCASE("a check-in") {
        const PhoneReply page = scan(ScreenPurpose::check_in);
        const std::string before = cookie;
        send(page, {{"code", "ADA"}});
        asked = &another;
        cookie = before;
        CHECK(refused(send(page, {{"code", "GRACE"}})));
        CHECK(check_ins() == 1);
    }
    SUBCASE("a hand") {
        const PhoneReply list = send(scan(ScreenPurpose::topics), {{"code", "GRACE"}});
        const std::string before = cookie;
        send(list, {{"topic", "roadmap"}, {"raise", "1"}});
        asked = &another;
        cookie = before;
        CHECK(refused(send(list, {{"topic", "roadmap"}, {"raise", "0"}})));
        CHECK(load_programme(Database::open(file))->topics.front().hands == 1);
    }
    SUBCASE("one that did nothing may be sent there once more") {
        const PhoneReply page = send(scan(ScreenPurpose::check_in), {{"code", "NOBODY"}});
        asked = &another;
        CHECK(says(send(page, {{"code", "ADA"}}), "Welcome, Ada"));
    }
    SUBCASE("it is remembered for as long as it could be sent") {
        send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
        real += 10min - 1s;
        send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
        CHECK(used_forms() == 2);
        real += 1s;
        send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
        CHECK(used_forms() == 2);
    }
}

TEST_CASE_FIXTURE(Venue, "a screen that another process shows is left word of each verdict, for a minute") {
    clock_error = 7s;
    send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
    REQUIRE(greetings().size() == 1);
    CHECK(greetings()[0].verdict == Verdict::admitted);
    CHECK(greetings()[0].given_name == "Ada");
    CHECK(greetings()[0].next == std::optional<std::string>{"late"});
    {
        Database database = Database::open(file);
        const SealedGreeting sealed = greetings_for(database, machine_mark("machine"))[0];
        CHECK(sealed.at == real - 7s);
        CHECK(from_base64url(sealed.content)->find("Ada") == std::string::npos);
        CHECK_FALSE(opened_greeting(database, HashKey::of(database).of_walls(), sealed));
    }
    struct Row {
        const char* code;
        Verdict verdict;
    };
    for (const Row& row : {Row{"ADA", Verdict::already_in}, Row{"OWES", Verdict::unpaid}, Row{"NOBODY", Verdict::unknown}}) {
        real += 61s;
        cookie.clear();
        send(scan(ScreenPurpose::check_in), {{"code", row.code}});
        REQUIRE(greetings().size() == 1);
        CHECK(greetings()[0].verdict == row.verdict);
        CHECK(greetings()[0].first_at.has_value() == (row.verdict == Verdict::already_in));
    }
    SUBCASE("without the name, where the organiser wants none") {
        Database database = Database::open(file);
        edit_event(database, {.names_phones = false});
        real += 61s;
        send(scan(ScreenPurpose::check_in), {{"code", "GRACE"}});
        REQUIRE(greetings().size() == 1);
        CHECK(greetings()[0].given_name.empty());
    }
    SUBCASE("its own screen is told by the process itself") {
        PhoneDesk beside{options(screen_mark(ScreenPurpose::check_in, "machine", ""))};
        asked = &beside;
        real += 61s;
        cookie.clear();
        CHECK(send(scan(ScreenPurpose::check_in), {{"code", "GRACE"}}).verdict);
        REQUIRE(greetings().size() == 1);
        CHECK(greetings()[0].verdict == Verdict::unknown);  // as before
    }
    SUBCASE("at a door the sign counts, and greets nobody") {
        send(scan(ScreenPurpose::door, "Liffey"), {{"code", "ADA"}, {"session", "arm"}});
        CHECK(greetings().size() == 1);
    }
}

TEST_CASE_FIXTURE(Venue, "the code of a wall that may not know attendees is proved by the key that it was given") {
    Database of_venue = Database::open(file);
    const ScreenMark wall = screen_mark(ScreenPurpose::topics, "wall", "");
    const Key key = HashKey::of(of_venue).of_walls().of_screens(wall.machine);
    CHECK(says(open(presence_code(wall, real, key)), "Topics to discuss"));
    CHECK(open(presence_code(wall, real, Key::random())).status == 403);
}

TEST_CASE_FIXTURE(Venue, "at a door a visitor is checked in to what is on, until the room is full") {
    send(scan(ScreenPurpose::door, "Liffey"), {{"code", "ADA"}, {"session", "arm"}});
    CHECK(check_ins() == 1);
    cookie.clear();
    const PhoneReply full = send(scan(ScreenPurpose::door, "Liffey"), {{"code", "GRACE"}, {"session", "arm"}});
    CHECK(says(full, "This session is full"));
    CHECK(says(full, "About tools"));
    CHECK_FALSE(full.verdict);
    CHECK(check_ins() == 1);
}

TEST_CASE_FIXTURE(Venue, "a door opens fifteen minutes before a session, and for the sessions of its room alone") {
    now = at(13, 44);
    CHECK(says(scan(ScreenPurpose::door, "Liffey"), "Nothing is on here"));
    now = at(13, 45);
    const PhoneReply page = scan(ScreenPurpose::door, "Liffey");
    CHECK(says(page, "About late"));
    send(page, {{"code", "ADA"}, {"session", "tools"}});
    CHECK(check_ins() == 0);
    CHECK(scan(ScreenPurpose::door, "Nowhere").status == 404);
}

TEST_CASE_FIXTURE(Venue, "between two sessions a new phone chooses which it is for") {
    Database database = Database::open(file);
    Settled content;
    content.format = "test";
    content.event = {.name = "Hackathon", .timezone = "UTC", .days = {{.date = std::chrono::year_month_day{event_day}, .opens = at(9), .closes = at(18)}}};
    content.rooms = {"Liffey"};
    content.sessions = {session("first", at(9), at(10), "Liffey"), session("arm", at(10), at(11), "Liffey")};
    store_import(database, content, {.at = at(8, 30)});
    now = at(9, 50);
    const PhoneReply page = scan(ScreenPurpose::door, "Liffey");
    CHECK(says(page, "About first"));
    CHECK(says(page, "About arm"));
    const PhoneReply choice = send(page, {{"code", "ADA"}});
    CHECK(check_ins() == 0);
    CHECK(says(choice, "value=\"first\""));
    CHECK(says(choice, "value=\"arm\""));
    CHECK(says(send(choice, {{"session", "arm"}}), "Welcome, Ada"));
    CHECK(all_check_ins(Database::open(file)).front().session == "arm");
}

TEST_CASE_FIXTURE(Venue, "a hand for a topic counts once an attendee, can be taken back, and survives another import") {
    const auto hands = [&] { return load_programme(Database::open(file))->topics.front().hands; };
    const PhoneReply list = send(scan(ScreenPurpose::topics), {{"code", "GRACE"}});
    const PhoneReply raised = send(list, {{"topic", "roadmap"}, {"raise", "1"}});
    CHECK(says(raised, "You will attend"));
    CHECK(says(raised, "1 will attend"));
    send(raised, {{"topic", "roadmap"}, {"raise", "1"}});
    CHECK(hands() == 1);
    SUBCASE("taken back") {
        send(scan(ScreenPurpose::topics), {{"topic", "roadmap"}, {"raise", "0"}});
        CHECK(hands() == 0);
    }
    SUBCASE("who voted on the event's page has said so already") {
        cookie.clear();
        const PhoneReply mine = send(send(scan(ScreenPurpose::topics), {{"code", "ADA"}}), {{"topic", "docs"}, {"raise", "1"}});
        CHECK(says(mine, "You will attend"));
        CHECK(load_programme(Database::open(file))->topics.back().hands == 0);
    }
    SUBCASE("a ticket that lets nobody in raises no hand") {
        cookie.clear();
        const PhoneReply refused = send(send(scan(ScreenPurpose::topics), {{"code", "OWES"}}), {{"topic", "roadmap"}, {"raise", "1"}});
        CHECK(says(refused, "can&#39;t raise a hand"));
        CHECK(hands() == 1);
    }
}

TEST_CASE_FIXTURE(Venue, "what others wrote never becomes markup") {
    const PhoneReply list = scan(ScreenPurpose::topics);
    CHECK(says(list, "Documents &lt;b&gt;"));
    CHECK_FALSE(says(list, "<b>"));
}

TEST_CASE_FIXTURE(Venue, "the screen says no name where the organiser wants none") {
    Database database = Database::open(file);
    edit_event(database, {.names_phones = false});
    const PhoneReply verdict = send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
    CHECK(says(verdict, "Welcome, Ada"));
    CHECK(verdict.verdict->answer.given_name.empty());
}

TEST_CASE_FIXTURE(Venue, "a check-in is recorded at the real time, by the hub's clock, unless it is rehearsed") {
    const auto recorded = [&] { return all_check_ins(Database::open(file)).front().at; };
    SUBCASE("rehearsed") {
        send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
        CHECK(recorded() == now);
    }
    SUBCASE("real") {
        is_rehearsal = false;
        clock_error = 7s;
        send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
        CHECK(recorded() == real - 7s);
    }
}

TEST_CASE_FIXTURE(Venue, "forget me forgets") {
    send(scan(ScreenPurpose::check_in), {{"code", "ADA"}});
    const PhoneReply day = open("day");
    CHECK(says(send(day, {}, "forget"), "Forgotten"));
    CHECK(cookie.empty());
    CHECK_FALSE(says(open("day"), "Forget me"));
}

TEST_CASE_FIXTURE(Venue, "a page speaks the visitor's language, and runs its way") {
    languages = "de-CH,en;q=0.8";
    CHECK(says(scan(ScreenPurpose::check_in), "<html lang=\"de\">"));
    languages = "xx, ar;q=0.5, en;q=0.4";
    CHECK(says(scan(ScreenPurpose::check_in), "<html lang=\"ar\" dir=rtl>"));
    languages = "*;q=nonsense,,;;";
    CHECK(says(scan(ScreenPurpose::check_in), "<html lang=\"en\">"));
}

TEST_CASE_FIXTURE(Venue, "a page with all it asks for is below 30 KB, and no file comes by another name") {
    const PhoneReply page = scan(ScreenPurpose::topics);
    CHECK(page.body.size() + page_script().content.size() < 30'000);
    CHECK(open(std::string{page_script().name}).is_kept);
    for (const char* path : {"phone.css", "../event.db", "event.db", "day/", "go", "%2e%2e"}) CHECK(open(path).status >= 404);
}

}  // namespace kiosk

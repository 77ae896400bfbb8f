#include <doctest/doctest.h>

#include <string>

#include "kiosk/phone/phone_desk.h"
#include "tests/web/phone_venue.h"

namespace kiosk {

TEST_CASE_FIXTURE(Venue, "a list's code is found in small letters and with blanks, too, and then remembered") {
    CHECK(says(send(scan(ScreenPurpose::check_in), {{"code", "gra ce"}}), "Welcome, Grace"));
    cookie.clear();
    CHECK(says(send(send(scan(ScreenPurpose::topics), {{"code", "ada"}}), {{"topic", "roadmap"}, {"raise", "1"}}), "You will attend"));
    cookie.clear();
    CHECK(says(send(scan(ScreenPurpose::check_in), {{"code", "gra ce"}}), "Already checked in"));
    CHECK(says(send(scan(ScreenPurpose::check_in), {}), "Already checked in"));
}

TEST_CASE_FIXTURE(Venue, "codes of ticket shops are found as phones and people type them") {
    const std::string like_ours = "k" + std::string(29, 'q') + "z2";  // of as many letters as ours have
    const DraftAttendee people[] = {{.where = "1", .name = "Mary", .given_name = "Mary", .email = "m@x", .code = "yk7qz8mn2p"},
                                    {.where = "2", .name = "Joan", .given_name = "Joan", .email = "j@x", .code = "aB3-xYz"},
                                    {.where = "3", .name = "Edith", .given_name = "Edith", .email = "e@x", .code = like_ours}};
    Database database = Database::open(file);
    import_attendees(database, HashKey::of(database), people);
    const auto typed = [&](const std::string& code) {
        cookie.clear();
        return send(scan(ScreenPurpose::check_in), {{"code", code}});
    };
    CHECK(says(typed("YK7QZ 8MN2P"), "Welcome, Mary"));
    CHECK(says(typed(" aB3-xYz"), "Welcome, Joan"));
    CHECK(says(typed(like_ours), "Welcome, Edith"));
    CHECK(says(typed("K" + std::string(31, 'A')), "This code is not whole"));
    CHECK(check_ins() == 3);
}

TEST_CASE_FIXTURE(Venue, "a list's code is found without its marks and with letters that look like its own, where that can be one alone") {
    const DraftAttendee people[] = {{.where = "1", .name = "Mary", .given_name = "Mary", .email = "m@x", .code = "mary-CODE-10"},
                                    {.where = "2", .name = "Joan", .given_name = "Joan", .email = "j@x", .code = "JOAN-5"},
                                    {.where = "3", .name = "Jane", .given_name = "Jane", .email = "k@x", .code = "joan S"}};
    Database database = Database::open(file);
    import_attendees(database, HashKey::of(database), people);
    const auto typed = [&](const std::string& code) {
        cookie.clear();
        return send(scan(ScreenPurpose::check_in), {{"code", code}});
    };
    CHECK(says(typed("MARY C0DE lo"), "Welcome, Mary"));
    CHECK(says(send(scan(ScreenPurpose::check_in), {}), "Already checked in"));
    CHECK(says(typed("joan-s"), "Ticket not found"));
    CHECK(says(typed("JOAN5"), "Ticket not found"));
    CHECK(says(typed("joan S"), "Welcome, Jane"));
    CHECK(says(typed("JOAN-5"), "Welcome, Joan"));
    CHECK(check_ins() == 3);
}

TEST_CASE_FIXTURE(Venue, "a list that came before codes were found as typed is made so by its next import") {
    Database database = Database::open(file);
    run_sql(database, "UPDATE attendee SET typed_hash = NULL, typed_box = NULL");
    const auto typed = [&](const std::string& code) {
        cookie.clear();
        return send(scan(ScreenPurpose::check_in), {{"code", code}});
    };
    CHECK(says(typed("G-R-A-C-E!"), "Ticket not found"));
    const DraftAttendee people[] = {{.where = "2", .name = "Grace Hopper", .given_name = "Grace", .email = "g@x", .code = "GRACE"}};
    CHECK(import_attendees(database, HashKey::of(database), people).unchanged == 1);
    CHECK(says(typed("G-R-A-C-E!"), "Welcome, Grace"));
}

TEST_CASE_FIXTURE(Venue, "what was said at no screen is read as typed once there is one") {
    send(open(""), {{"code", "g-race"}});
    CHECK(says(send(scan(ScreenPurpose::check_in), {}), "Welcome, Grace"));
}

TEST_CASE_FIXTURE(Venue, "a browser without scripts is told what to do with a ticket's link") {
    const PhoneReply page = open("");
    const auto plain = page.body.find("<noscript><p>");
    REQUIRE(plain != std::string::npos);
    for (const char* part : {"it runs no scripts", "name=code", "name=photo"}) CHECK(page.body.find(part, plain) < page.body.find("</noscript>", plain));
    CHECK_FALSE(says(send(page, {{"code", "ADA"}}), "it runs no scripts"));
}

TEST_CASE_FIXTURE(Venue, "the scanners' test code on a phone says nothing on the screen") {
    const PhoneReply page = send(scan(ScreenPurpose::check_in), {{"code", "TESTTEST-QWYZAM-0123456789"}});
    CHECK(says(page, "This is a test code"));
    CHECK_FALSE(says(page, "scanner works"));
    CHECK_FALSE(page.verdict);
    CHECK(says(send(page, {{"code", "ADA"}}), "Welcome, Ada"));
}

TEST_CASE_FIXTURE(Venue, "who tries codes out by phone fills no screen with it") {
    PhoneReply page = send(scan(ScreenPurpose::check_in), {{"code", "NOBODY"}});
    CHECK(page.verdict);
    page = send(page, {{"code", "NOBODY"}});
    CHECK(says(page, "Ticket not found"));
    CHECK_FALSE(page.verdict);
    CHECK(send(page, {{"code", "ADA"}}).verdict);
    real += 5s;
    CHECK(send(scan(ScreenPurpose::check_in), {{"code", "NOBODY"}}).verdict);
}

TEST_CASE_FIXTURE(Venue, "whose ticket lets nobody in may say another without scanning again") {
    const PhoneReply refused = send(scan(ScreenPurpose::check_in), {{"code", "OWES"}});
    CHECK(says(refused, "If you have another ticket"));
    CHECK(says(send(refused, {{"code", "ADA"}}), "Welcome, Ada"));
    CHECK(check_ins() == 1);
}

TEST_CASE_FIXTURE(Venue, "a code that no phone could keep is refused in words, wherever it is typed") {
    const std::string endless(2700, 'A');
    CHECK(says(send(scan(ScreenPurpose::check_in), {{"code", endless}}), "too long for the code of a ticket"));
    CHECK(says(send(scan(ScreenPurpose::topics), {{"code", endless}}), "too long for the code of a ticket"));
    CHECK(says(send(open(""), {{"code", endless}}), "too long for the code of a ticket"));
}

TEST_CASE_FIXTURE(Venue, "a code that is not found may be tried again a few times, and is not remembered") {
    PhoneReply page = scan(ScreenPurpose::check_in);
    int tries = 0;
    for (; says(page, "name=\"token\"") && tries < 20; ++tries) page = send(page, {{"code", "NOBODY"}});
    CHECK(page.status == 403);
    CHECK(tries == 7);
    CHECK_FALSE(says(scan(ScreenPurpose::check_in), "Forget me"));
}

TEST_CASE_FIXTURE(Venue, "a ticket's link is remembered without telling whether there is such a ticket") {
    const PhoneReply known = send(open(""), {{"code", "ADA"}});
    cookie.clear();
    PhoneReply unknown = send(open(""), {{"code", "NOBODY"}});
    const auto without_tokens = [](std::string body) {
        for (auto from = body.find("value=\""); from != std::string::npos; from = body.find("value=\"", from + 1))
            body.erase(from + 7, body.find('"', from + 7) - from - 7);
        return body;
    };
    CHECK(without_tokens(known.body) == without_tokens(unknown.body));
    CHECK_FALSE(says(open("day"), "You said you would attend"));
}

TEST_CASE_FIXTURE(Venue, "who scans first and opens the ticket's link then goes on where they were") {
    scan(ScreenPurpose::check_in);
    const PhoneReply offer = send(open(""), {{"code", "ADA"}});
    CHECK(says(offer, "action=\"go\""));
    CHECK(says(send(offer, {}), "Welcome, Ada"));
}

}  // namespace kiosk

#include "kiosk/phone/phone_desk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/attendees/phone_greetings.h"
#include "kiosk/store/attendees/topic_hands.h"
#include "kiosk/store/event_edit.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto event_day = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16};

Instant at(int hour, int minute = 0) { return event_day + std::chrono::hours{hour} + std::chrono::minutes{minute}; }

SettledSession session(std::string id, Instant starts, Instant ends, std::string room) {
    return {.session = {.id = id, .title = "About " + id, .starts = starts, .ends = ends, .room = std::move(room)}};
}

/// A folder that goes with the test.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-phones-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

/// One day in two rooms, three attendees, two topics.
void make_venue(const std::filesystem::path& file) {
    Database database = Database::open(file);
    Settled content;
    content.format = "test";
    content.event = {.name = "Hackathon", .timezone = "UTC", .days = {{.date = std::chrono::year_month_day{event_day}, .opens = at(9), .closes = at(18)}}};
    content.rooms = {"Liffey", "Tolka"};
    content.sessions = {session("arm", at(10), at(11), "Liffey"), session("tools", at(10), at(11), "Tolka"),
                        session("late", at(14), at(15), "Liffey")};
    content.topics = {{.id = "roadmap", .title = "Roadmap"}, {.id = "docs", .title = "Documents <b>", .votes = {{.author = "Ada"}}}};
    store_import(database, content, {.at = at(8)});
    edit_room(database, "Liffey", {.capacity = 1});
    make_organiser(database, "open sesame");
    const DraftAttendee people[] = {
        {.where = "1", .name = "Ada Lovelace", .given_name = "Ada", .email = "a@x", .code = "ADA", .wiki_name = "Ada"},
        {.where = "2", .name = "Grace Hopper", .given_name = "Grace", .email = "g@x", .code = "GRACE"},
        {.where = "3", .name = "Owes", .email = "o@x", .code = "OWES", .state = TicketState::unpaid}};
    import_attendees(database, HashKey::of(database), people);
}

/// Making a venue is slow, as passphrases are made slow to guess: each test has a copy of one.
std::filesystem::path venue_in(const Folder& folder) {
    static const Folder made;
    static const bool is_made = (make_venue(made.path / "event.db"), true);
    for (const char* name : {"event.db", "event.db.key"})
        if (is_made) std::filesystem::copy_file(made.path / name, folder.path / name);
    return folder.path / "event.db";
}

/// A venue's desk for phones, and a phone that keeps what it is told.
struct Venue {
    PhoneReply ask(PhoneRequest request) {
        request.cookie = cookie;
        request.languages = languages;
        PhoneReply reply = asked->answer(request, {.real = real, .shown = now, .is_rehearsal = is_rehearsal});
        if (reply.cookie) cookie = *reply.cookie;
        return reply;
    }
    PhoneReply open(const std::string& path) { return ask({.path = path}); }
    PhoneReply scan(ScreenPurpose purpose, const std::string& room = "") {
        return open(asked->code_on(screen_mark(purpose, "machine", room), real));
    }
    PhoneReply send(const PhoneReply& page, std::map<std::string, std::string> fields, const std::string& path = "go") {
        fields.emplace("token", form_of(page));
        return ask({.is_post = true, .path = path, .fields = std::move(fields)});
    }
    static std::string form_of(const PhoneReply& page) {
        constexpr std::string_view before = "name=\"token\" value=\"";
        const auto from = page.body.find(before);
        if (from == std::string::npos) return "";
        const auto start = from + before.size();
        return page.body.substr(start, page.body.find('"', start) - start);
    }
    int check_ins() { return static_cast<int>(all_check_ins(Database::open(file)).size()); }

    /// What lies there for the screen of the machine, opened.
    std::vector<Greeting> greetings() {
        Database database = Database::open(file);
        std::vector<Greeting> list;
        for (const SealedGreeting& each : greetings_for(database, machine_mark("machine")))
            list.push_back(opened_greeting(database, HashKey::of(database), each).value());
        return list;
    }
    int used_forms() const {
        const Database database = Database::open(file);
        Statement count{database.handle(), "SELECT count(*) FROM used_form", "count the used forms"};
        count.step();
        return count.integer(0);
    }
    PhoneDeskOptions options(const std::optional<ScreenMark>& screen = {}) {
        return {.database = file,
                .languages = KIOSK_LANGUAGES,
                .screen = screen,
                .device = [](const Database&) { return Device{.id = "machine", .name = "door"}; },
                .clock_error = [this](const Database&) { return clock_error; }};
    }

    Folder folder;
    std::filesystem::path file = venue_in(folder);
    std::chrono::seconds clock_error{0};
    PhoneDesk desk{options()};
    PhoneDesk* asked = &desk;
    Instant real = at(100);  // on another day than the rehearsal shows
    Instant now = at(10, 5);
    bool is_rehearsal = true;
    std::string cookie;
    std::string languages = "en";
};

void run_sql(Database& database, const char* sql) { REQUIRE(sqlite3_exec(database.handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK); }

bool says(const PhoneReply& page, std::string_view words) { return page.body.find(words) != std::string::npos; }

}  // namespace

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

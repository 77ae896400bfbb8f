#include "kiosk/desk/check_in_desk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "kiosk/domain/test_code.h"
#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/event_edit.h"
#include "kiosk/store/place_topic.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::May;

/// A clock time of the event's first day, Thursday 16 May 2013, UTC.
Instant at(int hour, int minute = 0) {
    return std::chrono::sys_days{2013y / May / 16} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

SettledSession session(std::string id, int from, int to, std::string room, std::string track = "") {
    return {.session = {.id = id,
                        .title = "About " + id,
                        .starts = at(from),
                        .ends = at(to),
                        .room = std::move(room),
                        .track = std::move(track)}};
}

/// Two days, 16 and 17 May, in two rooms; Liffey holds two persons.
struct Venue {
    explicit Venue(Database opened = Database::in_memory()) : database(std::move(opened)) {
        Settled content;
        content.format = "test";
        content.event.name = "Hackathon";
        content.event.timezone = "UTC";
        content.event.days = {{.date = 2013y / May / 16, .opens = at(9), .closes = at(18)},
                              {.date = 2013y / May / 17, .opens = at(33), .closes = at(42)}};
        content.rooms = {"Liffey", "Corrib"};
        content.sessions = {session("xen", 10, 11, "Liffey", "Virtual"), session("arm", 10, 11, "Corrib", "Virtual"),
                            session("late", 34, 35, "Corrib")};
        content.topics = {{.id = "votes", .title = "Votes"}};
        content.topics[0].votes = {{.author = "AdaL", .at = at(0)}};
        store_import(database, content, {.path = "a", .at = at(0)});
        edit_room(database, "Liffey", {.capacity = 2});
        place_topic(database, {.topic = "votes", .room = "Corrib", .starts = at(14), .ends = at(15)}, {});
        make_organiser(database, "open sesame");
    }

    void expect(std::vector<DraftAttendee> list) { import_attendees(database, HashKey::of(database), list); }

    CheckInAnswer scan(std::string_view text, Instant now, std::optional<std::string> door = {}) {
        return desk.answer(text, now, door);
    }

    Database database;
    CheckInDesk desk{database, {.id = "d1", .name = "Door 1"}};
};

DraftAttendee person(std::string name, std::string code) { return {.name = std::move(name), .code = std::move(code)}; }

}  // namespace

TEST_CASE("a ticket admits once a day, and says hello again on the second") {
    Venue venue;
    venue.expect({person("Ada Lovelace", "ADA-1")});

    const auto first = venue.scan("ADA-1\r\n", at(9, 30));
    CHECK(first.verdict == Verdict::admitted);
    CHECK(first.name == "Ada Lovelace");
    CHECK_FALSE(first.was_here_before);

    const auto again = venue.scan("ADA-1", at(17));
    CHECK(again.verdict == Verdict::already_in);
    CHECK(again.first_at == at(9, 30));
    CHECK(again.first_device == "Door 1");

    const auto next_day = venue.scan("ADA-1", at(33));
    CHECK(next_day.verdict == Verdict::admitted);
    CHECK(next_day.was_here_before);
}

TEST_CASE("where the event admits once in all, the second day is no new one") {
    Venue venue;
    edit_event(venue.database, {.admits_once = true});
    venue.expect({person("Ada", "ADA-1")});

    CHECK(CheckInDesk{venue.database, {"d1", "Door 1"}}.answer("ADA-1", at(10), {}).verdict == Verdict::admitted);
    CHECK(CheckInDesk{venue.database, {"d1", "Door 1"}}.answer("ADA-1", at(33), {}).verdict == Verdict::already_in);
}

TEST_CASE("an admission that was taken back can be given again") {
    Venue venue;
    venue.expect({person("Ada", "ADA-1")});
    venue.scan("ADA-1", at(10));

    undo_check_in(venue.database, all_check_ins(venue.database).front().id, at(10, 5), {"d1", "Door 1"});

    CHECK(venue.scan("ADA-1", at(10, 6)).verdict == Verdict::admitted);
    CHECK_THROWS_AS(undo_check_in(venue.database, all_check_ins(venue.database).front().id, at(11), {"d1", "Door 1"}), StoreError);
}

TEST_CASE("the office's states and the ticket's hours decide") {
    Venue venue;
    venue.expect({{.name = "A", .code = "unpaid", .state = TicketState::unpaid},
                  {.name = "B", .code = "blocked", .state = TicketState::blocked},
                  {.name = "C", .code = "revoked", .state = TicketState::revoked},
                  {.name = "D", .code = "hours", .valid_from = parse_iso_time("2013-05-16T10:00"),
                   .valid_until = parse_iso_time("2013-05-16T12:00")}});

    CHECK(venue.scan("unpaid", at(10)).verdict == Verdict::unpaid);
    CHECK(venue.scan("blocked", at(10)).verdict == Verdict::blocked);
    CHECK(venue.scan("revoked", at(10)).verdict == Verdict::revoked);
    CHECK(venue.scan("hours", at(10) - 1s).verdict == Verdict::not_yet_valid);
    CHECK(venue.scan("hours", at(10) - 1s).valid_from == at(10));
    CHECK(venue.scan("hours", at(12)).verdict == Verdict::expired);
    CHECK(venue.scan("hours", at(12) - 1s).verdict == Verdict::admitted);
    CHECK(all_check_ins(venue.database).size() == 1);
}

TEST_CASE("a full session names a similar one with space, and counts apart from the entrance") {
    Venue venue;
    venue.expect({person("A", "a"), person("B", "b"), person("C", "c")});

    CHECK(venue.scan("a", at(10)).verdict == Verdict::admitted);
    CHECK(venue.scan("a", at(10), "xen").verdict == Verdict::admitted);
    CHECK(venue.scan("a", at(10), "xen").verdict == Verdict::already_in);
    CHECK(venue.scan("b", at(10), "xen").verdict == Verdict::admitted);
    const auto full = venue.scan("c", at(10), "xen");
    CHECK(full.verdict == Verdict::session_full);
    REQUIRE(full.instead);
    CHECK(full.instead->id == "arm");
    CHECK(venue.desk.persons_in_session("xen") == 2);

    for (const CheckIn& each : all_check_ins(venue.database))
        if (each.session == "xen") {
            undo_check_in(venue.database, each.id, at(10, 5), {"d1", "Door 1"});
            break;
        }
    CHECK(venue.desk.persons_in_session("xen") == 1);
    CHECK_THROWS_AS(venue.scan("a", at(10), "nowhere"), StoreError);
}

TEST_CASE("a room's door counts people into the session that is on, or starts within a quarter of an hour") {
    Venue venue;
    venue.expect({person("A", "a"), person("B", "b"), person("C", "c")});
    const auto at_door = [&](const char* code, Instant now, const char* room = "Liffey") {
        return venue.desk.answer_at_door(code, now, room);
    };

    const auto soon = at_door("a", at(9, 45));
    CHECK(soon.verdict == Verdict::admitted);
    REQUIRE(soon.session);
    CHECK(soon.session->id == "xen");
    REQUIRE(soon.next);
    CHECK_MESSAGE(soon.next->session.topic == "votes", "what comes after the session that they go in to");
    CHECK(at_door("a", at(10, 30)).verdict == Verdict::already_in);
    CHECK(at_door("b", at(10, 30)).verdict == Verdict::admitted);
    CHECK(at_door("c", at(10, 30)).verdict == Verdict::session_full);
    CHECK(at_door("c", at(10, 30), "Corrib").session->id == "arm");

    const Programme seen = *load_programme(venue.database);
    for (const Session& session : seen.sessions) {
        CAPTURE(session.id);
        CHECK(session.checked_in == (session.id == "xen" ? 2 : session.id == "arm" ? 1 : 0));
    }
    for (const CheckIn& each : all_check_ins(venue.database))
        if (each.session == "arm") undo_check_in(venue.database, each.id, at(10, 40), {"d1", "Door 1"});
    CHECK(std::ranges::none_of(load_programme(venue.database)->sessions,
                               [](const Session& session) { return session.id == "arm" && session.checked_in != 0; }));
}

TEST_CASE("a closed door says when it opens, records nobody, and tells tickets that don't count so") {
    Venue venue;
    venue.expect({person("A", "a"), {.name = "R", .code = "r", .state = TicketState::revoked}});
    venue.scan("a", at(9));

    const auto early = venue.desk.answer_at_door("a", at(9, 45) - 1s, "Liffey");
    CHECK(early.verdict == Verdict::wrong_session);
    CHECK(early.door_is_closed);
    REQUIRE(early.next);
    CHECK(early.next->session.id == "xen");
    CHECK(venue.desk.answer_at_door("r", at(9), "Liffey").verdict == Verdict::revoked);
    CHECK(venue.desk.answer_at_door("zzz", at(9), "Liffey").verdict == Verdict::unknown);
    CHECK(venue.desk.answer_at_door(test_code, at(9), "Liffey").verdict == Verdict::test);

    const auto nothing_more = venue.desk.answer_at_door("a", at(11), "Liffey");
    CHECK(nothing_more.door_is_closed);
    CHECK_FALSE(nothing_more.next);
    CHECK(venue.desk.answer_at_door("a", at(10), "no such room").door_is_closed);
    CHECK(all_check_ins(venue.database).size() == 1);
}

TEST_CASE("a ticket for one session opens no other, by id or by title") {
    Venue venue;
    venue.expect({{.name = "A", .code = "a", .sessions = {"arm"}}, {.name = "B", .code = "b", .sessions = {"about XEN"}}});

    CHECK(venue.scan("a", at(10), "xen").verdict == Verdict::wrong_session);
    CHECK(venue.scan("a", at(10), "arm").verdict == Verdict::admitted);
    CHECK(venue.scan("b", at(10), "xen").verdict == Verdict::admitted);
    CHECK(venue.scan("b", at(10)).verdict == Verdict::admitted);
}

TEST_CASE("people go to what they voted for, others to what starts next") {
    Venue venue;
    venue.expect({{.name = "Ada", .code = "ada", .wiki_name = "adal"}, person("Bob", "bob")});

    const auto voter = venue.scan("ada", at(9));
    REQUIRE(voter.next);
    CHECK(voter.next->session.topic == "votes");
    CHECK(voter.next->voted_for);
    const auto other = venue.scan("bob", at(9));
    REQUIRE(other.next);
    CHECK(other.next->session.starts == at(10));
    CHECK_FALSE(other.next->voted_for);
}

TEST_CASE("a desk reads the programme anew when somebody has changed it, and not for whatever else others write") {
    std::string folder = (std::filesystem::temp_directory_path() / "kiosk-desk-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()));
    {
        Venue venue{Database::open(std::filesystem::path{folder} / "event.db")};
        venue.expect({person("Ada", "ada"), person("Bob", "bob"), person("Cid", "cid")});
        Database other = Database::open(std::filesystem::path{folder} / "event.db");
        const auto next_for = [&](const char* code) { return venue.scan(code, at(9)).next->session.title; };
        CHECK(next_for("ada") == "About xen");
        // Behind the revision's back, so that a reading would show.
        Statement{other.handle(), "DROP TRIGGER session_changes", "write"}.run();
        Statement{other.handle(), "UPDATE session SET title = 'Another title'", "write"}.run();
        CHECK(next_for("bob") == "About xen");
        edit_room(other, "Liffey", {.capacity = 3});
        CHECK(next_for("cid") == "Another title");
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("whatever arrives gets a verdict, and only tickets are recorded") {
    struct Row {
        std::string scanned;
        Verdict verdict;
        const char* why;
    };
    Venue venue;
    venue.expect({person("Ada", "ADA-1")});
    for (const Row& row : std::vector<Row>{
             {"", Verdict::unreadable, "nothing"},
             {" \r\n", Verdict::unreadable, "blanks"},
             {"\xff\xfe", Verdict::unreadable, "no text"},
             {std::string(7090, 'x'), Verdict::unreadable, "longer than any code"},
             {std::string(7089, 'x'), Verdict::unknown, "the longest code"},
             {std::string("A\0B", 3), Verdict::unknown, "a zero byte"},
             {"'; DROP TABLE attendee; --", Verdict::unknown, "SQL"},
             {"https://example.org/?a=1", Verdict::unknown, "a link"},
             {"BEGIN:VCARD\nFN:Ada Lovelace\nEND:VCARD", Verdict::unknown, "a card"},
             {"ada-1", Verdict::unknown, "case counts in others' codes"},
             {std::string{test_code}, Verdict::test, "the test code"},
             {"testtest/azyqm6!\"#$%&'()_+", Verdict::test, "the test code in another layout"}})
        CHECK_MESSAGE(venue.scan(row.scanned, at(10)).verdict == row.verdict, row.why);
    CHECK(all_check_ins(venue.database).empty());
}

}  // namespace kiosk

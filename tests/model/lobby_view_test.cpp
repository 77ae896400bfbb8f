#include "kiosk/model/lobby_view.h"

#include <doctest/doctest.h>

#include "kiosk/model/view_text.h"
#include "tests/model/golden.h"
#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

LobbyView lobby_at(const Programme& programme, std::string_view face) {
    return lobby_view(programme, {.shown = at(face)}, {}, Catalogue{});
}

Programme with_topics(Programme programme, int count) {
    for (int i = 1; i <= count; ++i)
        programme.topics.push_back({.id = std::to_string(i), .title = "T" + std::to_string(i)});
    return programme;
}

Programme with_rooms(int count) {
    Programme programme = hackathon();
    programme.rooms.clear();
    for (int i = 1; i <= count; ++i) programme.rooms.push_back({.name = "R" + std::to_string(i)});
    programme.sessions = {session("Talk", "2013-05-16T10:00", "2013-05-16T11:00", "R1")};
    return programme;
}

std::vector<std::string> rooms_of(const LobbyView& view) {
    std::vector<std::string> rooms;
    for (const RoomRow& row : view.rows) rooms.push_back(row.room);
    return rooms;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the lobby says where the event stands, whatever the moment") {
    struct Row {
        const char* golden;
        const char* at;
        const char* why;
    };
    const Row table[] = {
        {"lobby-weeks-before", "2013-04-30T12:00", "counts calendar days, not times 24 hours"},
        {"lobby-evening-before", "2013-05-15T23:59", "tomorrow has its own word"},
        {"lobby-before-doors", "2013-05-16T08:59", "on the day the hour is what matters"},
        {"lobby-doors-open", "2013-05-16T09:00", "open, but nothing has begun"},
        {"lobby-on", "2013-05-16T10:15", "two at once in one room, nothing in another"},
        {"lobby-break", "2013-05-16T11:45", "everybody asks when it goes on"},
        {"lobby-afternoon", "2013-05-16T16:00", "a room whose next is on another day"},
        {"lobby-evening-pause", "2013-05-16T18:00", "doors closed, but a late session is still ahead"},
        {"lobby-after-midnight", "2013-05-17T00:30", "still the evening's session"},
        {"lobby-night", "2013-05-17T01:30", "the last of the night is over: the next day begins at nine"},
        {"lobby-last-afternoon", "2013-05-17T16:30", "the last session is over, the doors are still open"},
        {"lobby-after", "2013-05-17T17:00", "over"},
    };
    const Programme programme = hackathon_with_sessions();
    for (const Row& row : table) {
        CAPTURE(row.why);
        const std::string shown = to_text(lobby_at(programme, row.at));
        CHECK(shown == golden(row.golden, shown));
    }
}

TEST_CASE("after midnight a room is free until its next session, not empty for a day that has just begun") {
    Programme programme = hackathon();
    for (Day& day : programme.event.days) day.opens = day.closes = std::nullopt;
    programme.sessions = {session("Supper", "2013-05-16T17:00", "2013-05-16T18:00", "Dodder"),
                          session("Late hacking", "2013-05-16T23:00", "2013-05-17T01:30", "Liffey"),
                          session("Wrap-up", "2013-05-17T15:00", "2013-05-17T16:00", "Dodder")};

    CHECK(lobby_at(programme, "2013-05-16T23:59").rows[1].idle == "Nothing more today");
    CHECK(lobby_at(programme, "2013-05-17T00:00").rows[1].idle == "Free until 15:00");
}

TEST_CASE("the lobby says so when the programme is empty or only has topics") {
    Programme topics = hackathon();
    topics.rooms.resize(1);
    topics.topics = {{.id = "1",
                      .title = "Roadmap and coordination",
                      .contact = "Ada Lovelace",
                      .votes = {{.author = "one"}, {.author = "two"}}},
                     {.id = "2", .title = "الحوسبة الآمنة", .contact = "ابن الهيثم", .difficulty = "Not too hard"},
                     {.id = "3", .title = "Nobody knows"}};
    Programme demo = hackathon_with_sessions();
    demo.is_demo = true;
    struct Row {
        const char* golden;
        const Programme& programme;
        const char* at;
        const char* why;
    };
    const Programme nothing;
    const Programme planless = hackathon();
    const Row table[] = {
        {"lobby-nothing", nothing, "2013-05-16T10:15", "an event without anything: not even a name"},
        {"lobby-planless", planless, "2013-05-16T10:15", "rooms and days, but nothing planned"},
        {"lobby-topics-before", topics, "2013-05-10T10:15", "topics are collected before the event"},
        {"lobby-topics", topics, "2013-05-16T10:15", "open, nothing has a place yet"},
        {"lobby-topics-night", topics, "2013-05-16T20:00", "doors closed, come again tomorrow"},
        {"lobby-demo", demo, "2013-05-16T10:15", "the demo says so, and what replaces it"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        const std::string shown = to_text(lobby_at(row.programme, row.at));
        CHECK(shown == golden(row.golden, shown));
    }
}

TEST_CASE("the lobby speaks each of the languages, titles stay as they are") {
    Programme programme = hackathon_with_sessions();
    programme.is_demo = true;
    for (const std::string tag : {"de", "fr", "es", "ga", "pl", "ar"}) {
        const Catalogue words = Catalogue::load(KIOSK_LANGUAGES, tag);
        std::string shown;
        for (const char* moment : {"2013-05-10T10:15", "2013-05-16T10:15", "2013-05-16T11:45", "2013-05-17T16:15"})
            shown += to_text(lobby_view(programme, {.shown = at(moment)}, {}, words)).append("\n");
        CHECK(shown == golden(std::string{"lobby-"}.append(tag), shown));
        CHECK(lobby_view(programme, {.shown = at("2013-05-16T10:15")}, {}, words).right_to_left == (tag == "ar"));
    }
}

TEST_CASE("many rooms: pages, even ones, and low rows when two pages are not enough") {
    struct Row {
        int rooms;
        int pages;
        std::size_t rows_on_first;
        bool compact;
        const char* why;
    };
    const Row table[] = {
        {1, 1, 1, false, "one room"},
        {4, 1, 4, false, "a full page"},
        {5, 2, 3, false, "three and two rather than four and one"},
        {8, 2, 4, false, "two full pages"},
        {9, 2, 5, true, "low rows from here"},
        {17, 3, 6, true, "low rows on more pages"},
        {72, 9, 8, true, "a large congress"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        const LobbyView view = lobby_at(with_rooms(row.rooms), "2013-05-16T10:15");
        CHECK(view.page_count == row.pages);
        CHECK(view.rows.size() == row.rows_on_first);
        CHECK(view.compact == row.compact);
        CHECK(view.turns_at.has_value() == (row.pages > 1));
        CHECK(view.page.empty() == (row.pages == 1));
    }
}

TEST_CASE("a portrait screen holds more rooms of its own height") {
    const auto view = lobby_view(with_rooms(6), {.shown = at("2013-05-16T10:15")}, {1080, 1920}, Catalogue{});
    CHECK(view.page_count == 2);
    CHECK(rooms_of(view) == Names{"R1", "R2", "R3"});
    CHECK(lobby_view(with_rooms(5), {.shown = at("2013-05-16T10:15")}, {1080, 1920}, Catalogue{}).page_count == 1);
}

TEST_CASE("pages turn every twelve seconds, by a clock that all screens share") {
    const Programme programme = with_rooms(7);
    const auto page_at = [&](std::chrono::seconds turning) {
        return lobby_view(programme, {.shown = at("2013-05-16T10:15"), .turning = Instant{turning}}, {}, Catalogue{});
    };
    CHECK(page_at(11s).page == "rooms 1–4 of 7");
    CHECK(page_at(12s).page == "rooms 5–7 of 7");
    CHECK(page_at(23s).page_index == 1);
    CHECK(page_at(24s).page_index == 0);
    CHECK(page_at(13s).turns_at == Instant{24s});
    CHECK(page_at(24s).turns_at == Instant{36s});
    CHECK(page_at(-1s).page_index == 1);
    CHECK(page_at(-1s).turns_at == Instant{0s});
}

TEST_CASE("topics without a place stand below the rooms while they fit, else on pages of their own") {
    struct Row {
        int rooms;
        int topics;
        int pages;
        std::size_t cards_on_first;
        const char* why;
    };
    const Row table[] = {
        {1, 0, 1, 0, "no topics, no panel"},
        {1, 8, 1, 8, "four rows of cards below one room"},
        {1, 9, 2, 0, "one too many: a page of their own"},
        {2, 4, 1, 4, "two rows of cards below two rooms"},
        {4, 1, 2, 0, "the rooms fill the page"},
        {5, 1, 3, 0, "after the rooms' two pages"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        const LobbyView view = lobby_at(with_topics(with_rooms(row.rooms), row.topics), "2013-05-16T10:15");
        CHECK(view.page_count == row.pages);
        CHECK((view.topics ? view.topics->cards.size() : 0) == row.cards_on_first);
    }
    const auto last_page = lobby_view(with_topics(with_rooms(5), 12),
                                      {.shown = at("2013-05-16T10:15"), .turning = Instant{36s}}, {}, Catalogue{});
    CHECK(last_page.page == "topics 11–12 of 12");
    CHECK(last_page.rows.empty());
}

TEST_CASE("a placed topic leaves the panel, a cancelled placing brings it back") {
    Programme programme = with_topics(hackathon(), 2);
    programme.rooms.pop_back();
    CHECK(lobby_at(programme, "2013-05-16T10:15").topics->cards.size() == 2);
    Session placed = session("T1", "2013-05-16T12:00", "2013-05-16T13:00", "Liffey");
    placed.topic = "1";
    programme.sessions = {placed};
    CHECK(lobby_at(programme, "2013-05-16T10:15").topics->cards.front().title == "T2");
    programme.sessions.front().cancelled = true;
    CHECK(lobby_at(programme, "2013-05-16T10:15").topics->cards.size() == 2);
}

TEST_CASE("a topic's card names contact, raised hands and difficulty, and what is unknown leaves no gap") {
    Programme programme = with_topics(hackathon(), 2);
    programme.rooms.clear();
    programme.topics[0].contact = "Ada Lovelace";
    programme.topics[0].difficulty = "Not too hard\nif you have the hardware";
    programme.topics[0].votes = {{.author = "a"}, {.author = "b"}, {.author = "a"}, {.author = "c", .kind = "other"}};
    const auto cards = lobby_at(programme, "2013-05-16T10:15").topics->cards;
    CHECK(cards[0].details == "Ada Lovelace · 2 will attend · Not too hard if you have the hardware");
    CHECK(cards[1].details == "");
}

TEST_CASE("sessions without a room stand last, more than two at once on rows of their own") {
    Programme programme = with_rooms(1);
    for (const char* title : {"A", "B", "C"})
        programme.sessions.push_back(session(title, "2013-05-16T10:00", "2013-05-16T12:00", std::nullopt));
    programme.sessions.push_back(session("D", "2013-05-16T10:00", "2013-05-16T12:00", "a room nobody listed"));
    const LobbyView view = lobby_at(programme, "2013-05-16T10:15");
    CHECK(rooms_of(view) == Names{"R1", "Elsewhere", "Elsewhere"});
    CHECK(view.rows[1].now.size() == 2);
    CHECK(view.rows[2].now.size() == 2);
    CHECK(view.page == "");
}

TEST_CASE("the lobby is out of date at the next minute, or when something begins or ends before that") {
    Programme programme = hackathon();
    programme.sessions = {session("Talk", "2013-05-16T10:00:30", "2013-05-16T11:00", "Liffey")};
    CHECK(lobby_at(programme, "2013-05-16T10:00:00").changes_at == at("2013-05-16T10:00:30"));
    CHECK(lobby_at(programme, "2013-05-16T10:00:30").changes_at == at("2013-05-16T10:01"));
    CHECK(lobby_at(programme, "2013-05-16T10:59:59").changes_at == at("2013-05-16T11:00"));
    CHECK(lobby_at(programme, "2013-05-16T11:00:00").changes_at == at("2013-05-16T11:01"));
}

TEST_CASE("progress goes by whole minutes from the start to the end") {
    Programme programme = hackathon();
    programme.sessions = {session("Talk", "2013-05-16T10:00", "2013-05-16T10:10", "Liffey")};
    const auto progress_at = [&](std::string_view face) {
        return lobby_at(programme, face).rows[0].now.at(0).progress;
    };
    CHECK(progress_at("2013-05-16T10:00:00") == 0.0);
    CHECK(progress_at("2013-05-16T10:00:59") == 0.0);
    CHECK(progress_at("2013-05-16T10:01:00") == doctest::Approx(0.1));
    CHECK(progress_at("2013-05-16T10:09:59") == doctest::Approx(0.9));
}

#include <doctest/doctest.h>

#include "kiosk/store/event_edit.h"
#include "kiosk/store/place_topic.h"
#include "kiosk/store/programme_revision.h"
#include "kiosk/store/statement.h"
#include "tests/store/settled.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// The sentence with which an import was refused; empty when it was not.
std::string refusal(Database& database, const Settled& content, const ImportOptions& options) {
    try {
        store_import(database, content, options);
    } catch (const StoreError& error) {
        return error.what();
    }
    return "";
}

Lines layout_of_sessions(const Database& database) {
    Statement all{database.handle(), "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name IN ('session', 'session_person') AND sql IS NOT NULL ORDER BY 1", "test"};
    Lines result;
    while (all.step()) result.push_back(all.text(0));
    return result;
}

const Settled main_track = a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30"),
                                             talk("2", "Keynote", "Corrib", "11:00", "12:00")});

}  // namespace

TEST_CASE("what was imported is read back whole") {
    Database database = Database::in_memory();
    Settled content = main_track;
    content.sessions[1].session.people = {"Grace", "Ada"};
    content.sessions[1].session.track = "Past";
    content.sessions[1].session.cancelled = true;
    content.sessions[0].session.also_in = {"Corrib"};
    content.event.city = "Dublin";
    content.event.country = "Ireland";
    content.topics = {{.id = "arm",
                       .title = "Xen on ARM",
                       .inserted = parse_iso_date("2013-03-12"),
                       .contact = "Ian",
                       .description = "First.\n• Second",
                       .comments = {{"Lars", at("09:01"), "Feel free"}},
                       .votes = {{"Lars", at("09:02"), "will_attend"}, {"Ijc", at("09:03"), "will_attend"}}}};

    store_import(database, content, from("/a.xml"));

    const Programme programme = load_programme(database).value();
    CHECK(programme.event == content.event);
    CHECK(room_names(programme) == Lines{"Liffey", "Corrib"});
    CHECK(programme.sessions == std::vector{content.sessions[0].session, content.sessions[1].session});
    CHECK(programme.topics == content.topics);
}

TEST_CASE("an empty database has no event") { CHECK_FALSE(load_programme(Database::in_memory())); }

TEST_CASE("a first file with very many sessions leaves indexes and triggers as they were, also when it is refused half-way") {
    Database database = Database::in_memory();
    const Lines before = layout_of_sessions(database);
    Settled content = a_file("XenCon", {});
    for (int number = 0; number < 5'000; ++number)
        content.sessions.push_back(talk(std::to_string(number), "Talk", "Liffey", "10:00", "10:30"));
    Settled broken = content;
    broken.sessions.back().session.ends = at("09:00");

    CHECK(refusal(database, broken, from("/a.xml")).find("CHECK") != std::string::npos);
    CHECK_FALSE(load_programme(database));
    CHECK(before.size() == 3 + 2 * 3);
    CHECK(layout_of_sessions(database) == before);

    const auto revision = programme_revision(database);
    store_import(database, content, from("/a.xml"));
    CHECK(programme_revision(database) != revision);
    CHECK(load_programme(database)->sessions.size() == 5'000);
    CHECK(layout_of_sessions(database) == before);
}

TEST_CASE("the same file again updates in place") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));

    const auto outcome = store_import(
        database,
        a_file("XenCon", {talk("2", "Keynote, moved", "Liffey", "11:30", "12:00"), talk("3", "New", "Shannon", "14:00", "15:00")}),
        from("/a.xml"));

    const Programme programme = load_programme(database).value();
    CHECK(lines(programme) == Lines{"11:30 Keynote, moved @ Liffey (2)", "14:00 New @ Shannon (3)"});
    CHECK(room_names(programme) == Lines{"Liffey", "Shannon"});
    CHECK(outcome.warnings == std::vector<Problem>{{"session 1 “Opening”", "is no longer in the file: removed"}});
}

TEST_CASE("a file that has moved is known by what it has in common") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    Settled renumbered = a_file("XenCon", {with_guid(talk("9", "Party", "Liffey", "20:00", "21:00"), "guid-1")});
    store_import(database, renumbered, from("/b.xml"));

    store_import(database, main_track, from("/moved.xml"));
    renumbered.sessions[0].session.id = "10";
    renumbered.format = "pretalx-json";
    store_import(database, renumbered, from("/b.json"));

    CHECK(lines(load_programme(database).value()) ==
          Lines{"10:00 Opening @ Liffey (1)", "11:00 Keynote @ Corrib (2)", "20:00 Party @ Liffey (9)"});
}

TEST_CASE("another file of the same event adds, under ids of its own") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    const Settled side = a_file(" xencon ", {talk("2", "Workshop", "Boyne", "09:00", "10:00"), talk("4", "Tour", "Corrib", "16:00", "17:00")});

    store_import(database, side, from("/side.xml"));
    store_import(database, side, from("/side.xml"));

    const Programme programme = load_programme(database).value();
    CHECK(lines(programme) == Lines{"09:00 Workshop @ Boyne (2~2)", "10:00 Opening @ Liffey (1)", "11:00 Keynote @ Corrib (2)",
                                    "16:00 Tour @ Corrib (4)"});
    CHECK(room_names(programme) == Lines{"Liffey", "Corrib", "Boyne"});
    CHECK(programme.event.name == "XenCon");
}

TEST_CASE("numbers in common don't make two files one: every schedule has a session 1") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    CHECK(refusal(database, a_file("GUADEC", {talk("1", "Welcome", "Liffey", "10:00", "10:30")}), from("/b.xml")) ==
          "the database holds the event “XenCon”, the file is of “GUADEC”: add --replace to put the new one in the old one's "
          "place");
    CHECK(lines(load_programme(database).value()).size() == 2);
}

TEST_CASE("which files are of the same event") {
    struct Row {
        const char* name;
        const char* acronym;
        SettledSession session;
        const char* path;
        bool same;
        const char* why;
    };
    const SettledSession other = with_guid(talk("7", "Other", "Liffey", "10:00", "11:00"), "other");
    const SettledSession same_guid = with_guid(talk("8", "Renamed", "Liffey", "10:00", "11:00"), "g");
    const SettledSession same_title = talk("7", "Party", "Liffey", "10:00", "11:00");
    const std::vector<Row> rows = {
        {"XENCON  2013", "", other, "/b.xml", true, "the names differ in case and white space"},
        {"Xen Conference", "XC13", other, "/b.xml", true, "the acronyms are equal"},
        {"", "", other, "/b.xml", true, "the file names no event"},
        {"Xen Conference", "", same_guid, "/b.xml", true, "it was renamed: a world-wide id is in common"},
        {"Xen Conference", "", same_title, "/a.xml", true, "it was renamed: the same path still has most of what it had"},
        {"Xen Conference", "", same_title, "/b.xml", false, "only an id and a title are in common"},
        {"Xen Conference", "", other, "/a.xml", false, "another event's file was put in the place of the old"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Database database = Database::in_memory();
        Settled first = a_file("XenCon 2013", {talk("7", "Party", "Liffey", "10:00", "11:00"),
                                               with_guid(talk("5", "Tea", "Liffey", "12:00", "13:00"), "g")});
        first.acronym = "xc13";
        store_import(database, first, from("/a.xml"));
        Settled second = a_file(row.name, {row.session});
        second.acronym = row.acronym;
        CHECK(refusal(database, second, from(row.path)).empty() == row.same);
    }
}

TEST_CASE("a file that named no event doesn't let every other event in") {
    struct Row {
        const char* name;
        std::vector<SettledSession> sessions;
        const char* path;
        bool same;
        const char* why;
    };
    const SettledSession party = talk("7", "Party", "Liffey", "10:00", "11:00");
    const SettledSession other = talk("1", "Welcome", "Corrib", "10:00", "11:00");
    for (const Row& row : std::vector<Row>{
             {"GUADEC", {other}, "/b.xml", false, "nothing is in common"},
             {"GUADEC", {other}, "/a.csv", false, "the file was put in the place of the old, and nothing is in common"},
             {"XenCon", {party, other}, "/b.xml", true, "most of what was there is in it: now it has a name"},
             {"XenCon", {party}, "/a.csv", true, "it is the same file, with its name in it now"},
             {"a", {other}, "/b.xml", true, "it has the name that the event got"},
             {"", {other}, "/b.csv", true, "it names no event either: it adds"}}) {
        CAPTURE(row.why);
        Database database = Database::in_memory();
        store_import(database, a_file("", {party}), from("/a.csv"));
        CHECK(refusal(database, a_file(row.name, row.sessions), from(row.path)).empty() == row.same);
    }
}

TEST_CASE("a replaced event takes all of its own with it") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    edit_event(database, {.name = "My XenCon", .timezone = "Europe/Berlin", .language = "de", .notice = "Wi-Fi"});
    edit_room(database, "Bar", {.capacity = 40});

    store_import(database, a_file("GUADEC", {talk("1", "Welcome", "Hall", "10:00", "10:30")}), replacing(from("/b.xml")));

    const Programme programme = load_programme(database).value();
    CHECK(programme.event == a_file("GUADEC", {}).event);
    CHECK(room_names(programme) == Lines{"Hall"});
    CHECK(lines(programme) == Lines{"10:00 Welcome @ Hall (1)"});
}

TEST_CASE("replacing is for another event: the same one is updated") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    edit_event(database, {.notice = "Wi-Fi"});
    store_import(database, main_track, replacing(from("/a.xml")));
    CHECK(load_programme(database)->event.notice == "Wi-Fi");
}

TEST_CASE("a rehearsal reports and writes nothing") {
    Database database = Database::in_memory();
    ImportOptions options = from("/a.xml");
    options.dry_run = true;
    CHECK(store_import(database, main_track, options).event == "XenCon");
    CHECK_FALSE(load_programme(database));
}

TEST_CASE("an event without a name is called after its file") {
    Database database = Database::in_memory();
    const auto outcome = store_import(database, a_file("", {talk("1", "Tea", "Liffey", "10:00", "10:30")}), from("/x/Sommerfest 2013.csv"));
    CHECK(outcome.event == "Sommerfest 2013");
    CHECK(outcome.warnings.size() == 1);

    CHECK(refusal(database, main_track, from("/a.xml")) ==
          "the database holds the event “Sommerfest 2013”, the file is of “XenCon”: add --replace to put the new one in the old one's place; "
          "if both are one event, say its name first (kiosk event --name “XenCon”)");
    edit_event(database, {.name = "XenCon"});
    store_import(database, main_track, from("/a.xml"));
    CHECK(load_programme(database)->sessions.size() == 3);
}

TEST_CASE("what was set by hand outlives an import") {
    Database database = Database::in_memory();
    Settled content = main_track;
    store_import(database, content, from("/a.xml"));
    edit_event(database, {.name = "My XenCon", .language = "de", .notice = "Wi-Fi: guest"});
    edit_room(database, "Corrib", {.capacity = 40, .where = "first floor"});
    edit_room(database, "Bar", {.where = "cellar"});

    content.event.name = "XenCon 2013";
    content.event.city = "Dublin";
    content.sessions.pop_back();
    content.rooms.pop_back();
    const auto outcome = store_import(database, content, from("/a.xml"));

    const Programme programme = load_programme(database).value();
    CHECK(programme.event.name == "My XenCon");
    CHECK(programme.event.language == "de");
    CHECK(programme.event.notice == "Wi-Fi: guest");
    CHECK(programme.event.city == "Dublin");
    CHECK(programme.rooms == std::vector<Room>{{"Liffey"}, {"Corrib", 40, "first floor"}, {"Bar", {}, "cellar"}});
    CHECK(outcome.event == "My XenCon");
    CHECK(outcome.warnings.size() == 2);  // the name that stays, and the session that is gone
}

TEST_CASE("a topic that was placed stays where it is when its page is imported again") {
    Database database = Database::in_memory();
    Topic arm = topic("arm", "Xen on ARM");
    arm.contact = "Ian";
    store_import(database, a_file("XenCon", {}, {arm, topic("vmfunc", "VMFUNC")}), from("/page.txt"));
    place_topic(database, {"arm", "Liffey", at("10:00"), at("11:00")}, {});

    arm.title = "Xen on ARM64";
    arm.contact = "Julien";
    store_import(database, a_file("XenCon", {}, {topic("vmfunc", "VMFUNC"), arm}), from("/page.txt"));

    Programme programme = load_programme(database).value();
    CHECK(lines(programme) == Lines{"10:00 Xen on ARM64 @ Liffey (arm)"});
    CHECK(programme.sessions[0].people == Lines{"Julien"});
    CHECK(programme.topics[1] == arm);

    const auto outcome = store_import(database, a_file("XenCon", {}, {topic("new", "New")}), from("/page.txt"));

    programme = load_programme(database).value();
    CHECK(lines(programme) == Lines{"10:00 Xen on ARM64 @ Liffey (arm)"});
    CHECK(programme.topics.size() == 2);
    CHECK(outcome.warnings ==
          std::vector<Problem>{{"topic arm “Xen on ARM64”", "is no longer in the file; it stays, as it was placed by hand in “Liffey”"},
                               {"topic vmfunc “VMFUNC”", "is no longer in the file: removed"}});
}

TEST_CASE("rooms stand in the order of their source, and go when nobody names or needs them") {
    Database database = Database::in_memory();
    Settled first = a_file("XenCon", {talk("1", "One", "B", "10:00", "11:00"), talk("2", "Two", "A", "10:00", "11:00")}, {topic("t", "T")});
    store_import(database, first, from("/a.xml"));
    store_import(database, a_file("XenCon", {talk("s", "Side", "C", "10:00", "11:00"), talk("u", "Too", "A", "12:00", "13:00")}), from("/b.xml"));
    place_topic(database, {"t", "Z", at("10:00"), at("11:00")}, {});
    CHECK(room_names(load_programme(database).value()) == Lines{"B", "A", "C", "Z"});

    first.sessions = {talk("1", "One", "b", "10:00", "11:00")};
    first.rooms = {"b", "New"};
    store_import(database, first, from("/a.xml"));

    CHECK(room_names(load_programme(database).value()) == Lines{"b", "New", "A", "C", "Z"});
}

TEST_CASE("days are the union of the sources', from the first opening to the last closing") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    Settled evening = a_file("XenCon", {});
    evening.event.days = {{*parse_iso_date("2013-05-16"), at("16:00"), at("23:00")}, {*parse_iso_date("2013-05-17"), {}, {}}};
    store_import(database, evening, from("/b.xml"));

    const auto days = load_programme(database)->event.days;
    REQUIRE(days.size() == 2);
    CHECK(days[0] == Day{*parse_iso_date("2013-05-16"), at("09:00"), at("23:00")});
    CHECK(days[1] == Day{*parse_iso_date("2013-05-17"), {}, {}});
}

TEST_CASE("an import that fails half-way leaves everything as it was") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    Settled broken = a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30"), talk("2", "Late", "Liffey", "12:00", "11:00")});
    CHECK_THROWS_AS(store_import(database, broken, from("/a.xml")), StoreError);
    CHECK(lines(load_programme(database).value()) == Lines{"10:00 Opening @ Liffey (1)", "11:00 Keynote @ Corrib (2)"});
}

TEST_CASE("the zone that a file of the event is read in") {
    Database database = Database::in_memory();
    CHECK_FALSE(zone_to_keep(database, main_track, "/a.xml", true));
    store_import(database, main_track, from("/a.xml"));

    CHECK_FALSE(zone_to_keep(database, main_track, "/a.xml", true));
    CHECK(zone_to_keep(database, main_track, "/a.xml", false) == "Europe/Dublin");
    edit_event(database, {.timezone = "Europe/Berlin"});
    CHECK(zone_to_keep(database, main_track, "/a.xml", true) == "Europe/Berlin");
    CHECK_FALSE(zone_to_keep(database, a_file("GUADEC", {}), "/b.xml", false));
}

TEST_CASE("a first file that changes its zone moves what others gave as clock faces") {
    Database database = Database::in_memory();
    store_import(database, main_track, from("/a.xml"));
    store_import(database, a_file("XenCon", {talk("9", "Side", "Boyne", "14:00", "15:00")}), from("/b.xml"));
    Settled moved = main_track;
    moved.event.timezone = "America/New_York";
    for (SettledSession& each : moved.sessions) each.session.starts += 5h, each.session.ends += 5h;

    store_import(database, moved, from("/a.xml"));

    const Programme programme = load_programme(database).value();
    CHECK(programme.event.timezone == "America/New_York");
    CHECK(lines(programme) == Lines{"15:00 Opening @ Liffey (1)", "16:00 Keynote @ Corrib (2)", "19:00 Side @ Boyne (9)"});
}

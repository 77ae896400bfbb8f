#include <doctest/doctest.h>

#include "kiosk/store/edit_log.h"
#include "kiosk/store/event_edit.h"
#include "kiosk/store/place_topic.h"
#include "kiosk/store/placements.h"
#include "tests/store/settled.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

Settled conference(std::vector<SettledSession> sessions) { return a_file("XenCon", std::move(sessions)); }

const SettledSession opening = talk("1", "Opening", "Liffey", "10:00", "10:30");
const SettledSession keynote = talk("2", "Keynote", "Corrib", "11:00", "12:00");

SettledSession moved(SettledSession session, std::string room, std::string_view starts, std::string_view ends) {
    session.session.room = std::move(room);
    session.session.starts = at(starts);
    session.session.ends = at(ends);
    return session;
}

SettledSession called_off(SettledSession session) {
    session.session.cancelled = true;
    return session;
}

SettledSession without_id(SettledSession session, std::vector<std::string> people = {}) {
    session.id_from_title = true;
    session.session.people = std::move(people);
    return session;
}

ImportOptions import_at(std::string_view clock) { return {.path = "/a.xml", .at = at(clock), .device = "desk"}; }

/// An edit by hand as a command writes it.
Edit by_hand(Database& database, EditKind kind, const std::string& session) {
    Edit edit{.id = random_id(database.handle()), .batch = random_id(database.handle()), .at = at("09:00"), .device = "desk",
              .kind = kind, .session = session};
    edit.said = placement_row(database.handle(), session).source;
    return edit;
}

Edit moving(Database& database, const std::string& session, std::string_view starts, std::string_view ends) {
    Edit edit = by_hand(database, EditKind::move, session);
    edit.starts = at(starts);
    edit.ends = at(ends);
    return edit;
}

void carry_out(Database& database, const Edit& edit) {
    add_edits(database.handle(), std::span{&edit, 1});
    settle_placement(database.handle(), edit.session, edit.at);
}

Lines shown(const Database& database) { return lines(load_programme(database).value()); }

}  // namespace

TEST_CASE("what a second import changed is counted") {
    struct Row {
        std::vector<SettledSession> before;
        std::vector<SettledSession> after;
        ProgrammeChanges changes;
        const char* why;
    };
    const std::vector<Row> rows = {
        {{}, {opening, keynote}, {.added = 2}, "all is new at first"},
        {{opening, keynote}, {opening, keynote}, {}, "nothing changed"},
        {{opening}, {opening, keynote}, {.added = 1}, "one came"},
        {{opening, keynote}, {opening}, {.removed = 1}, "one went"},
        {{opening}, {moved(opening, "Liffey", "10:15", "10:45")}, {.moved_time = 1}, "later"},
        {{opening}, {moved(opening, "Liffey", "10:00", "10:45")}, {}, "longer is not moved"},
        {{opening}, {moved(opening, "Corrib", "10:00", "10:30")}, {.moved_room = 1}, "another room"},
        {{opening}, {moved(opening, "Corrib", "14:00", "14:30")}, {.moved_time = 1, .moved_room = 1}, "time and room: in both"},
        {{opening}, {talk("1", "Welcome", "Liffey", "10:00", "10:30")}, {.retitled = 1}, "another title"},
        {{opening}, {called_off(opening)}, {.cancelled = 1}, "called off"},
        {{}, {called_off(opening)}, {.added = 1}, "called off before it was known: new, no change"},
        {{called_off(opening)}, {opening}, {.restored = 1}, "takes place after all"},
        {{called_off(opening)}, {called_off(opening)}, {}, "still called off"},
        {{opening}, {talk("7", "Opening", "Liffey", "10:00", "10:30")}, {.added = 1, .removed = 1}, "ids decide where there are some"},
        {{with_guid(opening, "g")}, {with_guid(talk("7", "Opening", "Liffey", "10:00", "10:30"), "g")}, {}, "a world-wide id outlives a renumbering"},
        {{without_id(opening)}, {without_id(moved(opening, "Liffey", "14:00", "14:30"))}, {.moved_time = 1}, "no ids: title and people"},
        {{without_id(opening, {"Ada"})}, {without_id(talk("9", "Welcome", "Liffey", "10:00", "10:30"), {"Ada"})}, {.retitled = 1}, "no ids: people and time"},
        {{without_id(opening, {"Ada"})}, {without_id(opening, {"Grace"})}, {}, "no ids: title and time"},
        {{without_id(opening)}, {without_id(talk("9", "Lunch", "Liffey", "10:00", "10:30"))}, {.added = 1, .removed = 1}, "no ids, nobody named: another title is another session"},
        {{without_id(talk("tea", "Tea", "Liffey", "10:00", "10:30"))},
         {without_id(talk("tea", "Tea", "Liffey", "08:00", "08:30")), without_id(talk("tea-2", "Tea", "Liffey", "10:00", "10:30"))},
         {.added = 1}, "no ids: the one at the same time is the same, though its made-up id went to another"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Database database = Database::in_memory();
        if (!row.before.empty()) store_import(database, conference(row.before), import_at("08:00"));
        CHECK(store_import(database, conference(row.after), import_at("08:30")).changes == row.changes);
    }
}

TEST_CASE("sessions that share an id keep apart by their times") {
    Database database = Database::in_memory();
    const auto repeated = [](std::string id, std::string_view starts, std::string_view ends) {
        return with_guid(talk(std::move(id), "Tour", "Liffey", starts, ends), "tour");
    };
    store_import(database, conference({repeated("140", "10:00", "10:30"), repeated("tour", "12:00", "12:30"), repeated("140-tour", "14:00", "14:30")}), import_at("08:00"));

    const auto changes = store_import(database, conference({repeated("140", "12:00", "12:30"), repeated("tour", "14:00", "14:30"), repeated("140-tour", "16:00", "16:30")}), import_at("08:30")).changes;

    CHECK(changes == ProgrammeChanges{.moved_time = 1});
    CHECK(shown(database) == Lines{"12:00 Tour @ Liffey (tour)", "14:00 Tour @ Liffey (140-tour)", "16:00 Tour @ Liffey (140)"});
}

TEST_CASE("a rehearsed import counts as well") {
    Database database = Database::in_memory();
    ImportOptions options = import_at("08:00");
    options.dry_run = true;
    CHECK(store_import(database, conference({opening}), options).changes == ProgrammeChanges{.added = 1});
}

TEST_CASE("another source's sessions are no changes of this one") {
    Database database = Database::in_memory();
    store_import(database, conference({opening}), import_at("08:00"));
    ImportOptions other = import_at("08:30");
    other.path = "/b.xml";
    CHECK(store_import(database, conference({talk("9", "Side", "Boyne", "10:00", "11:00")}), other).changes == ProgrammeChanges{.added = 1});
}

TEST_CASE("a session remembers where it was, also when an import moves it") {
    Database database = Database::in_memory();
    store_import(database, conference({opening}), import_at("08:00"));
    store_import(database, conference({moved(opening, "Corrib", "10:15", "10:45")}), import_at("08:30"));

    const Session session = load_programme(database)->sessions[0];
    CHECK(session.before == std::vector<EarlierPlace>{{"Liffey", at("10:00"), at("10:30"), at("08:30")}});

    store_import(database, conference({opening}), import_at("08:40"));
    CHECK(load_programme(database)->sessions[0].before.empty());
}

TEST_CASE("it is remembered when a session was called off, but not of one that never was on") {
    Database database = Database::in_memory();
    store_import(database, conference({called_off(keynote), opening}), import_at("08:00"));
    store_import(database, conference({called_off(keynote), called_off(opening)}), import_at("08:30"));
    store_import(database, conference({called_off(keynote), called_off(opening)}), import_at("08:50"));
    const Programme programme = load_programme(database).value();
    CHECK(programme.sessions[0].cancelled_at == at("08:30"));
    CHECK_FALSE(programme.sessions[1].cancelled_at);

    store_import(database, conference({keynote, opening}), import_at("09:00"));
    CHECK_FALSE(load_programme(database)->sessions[0].cancelled_at);
}

TEST_CASE("a hand change outlives imports that leave the session alone, and loses against a source that changes it") {
    struct Row {
        SettledSession after;
        bool holds;
        const char* why;
    };
    SettledSession retitled = opening;
    retitled.session.title = "Welcome";
    retitled.session.people = {"Ada"};
    const std::vector<Row> rows = {
        {opening, true, "the same again"},
        {retitled, true, "title and people are no matter of time and place"},
        {moved(opening, "Liffey", "10:10", "10:40"), false, "the source moved it"},
        {moved(opening, "Liffey", "10:00", "11:00"), false, "the source made it longer"},
        {moved(opening, "Corrib", "10:00", "10:30"), false, "the source gave it another room"},
        {called_off(opening), false, "the source called it off"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Database database = Database::in_memory();
        store_import(database, conference({opening}), import_at("08:00"));
        carry_out(database, moving(database, "1", "15:00", "15:30"));
        const auto outcome = store_import(database, conference({row.after}), import_at("09:30"));
        const Session now = load_programme(database)->sessions[0];
        CHECK(now.starts == (row.holds ? at("15:00") : row.after.session.starts));
        CHECK(now.cancelled == row.after.session.cancelled);
        CHECK(outcome.warnings.size() == (row.holds ? 0U : 1U));

        store_import(database, conference({opening}), import_at("09:40"));
        CHECK(load_programme(database)->sessions[0].starts == (row.holds ? at("15:00") : at("10:00")));
    }
}

TEST_CASE("a session that the file lost and brings back is as it was changed by hand") {
    Database database = Database::in_memory();
    store_import(database, conference({opening, keynote}), import_at("08:00"));
    carry_out(database, by_hand(database, EditKind::cancel, "1"));
    CHECK(store_import(database, conference({keynote}), import_at("09:10")).changes.removed == 1);
    CHECK(store_import(database, conference({opening, keynote}), import_at("09:20")).changes.added == 1);
    CHECK(load_programme(database)->sessions[0].cancelled);
}

TEST_CASE("a session moved to a room by hand is in that room alone") {
    Database database = Database::in_memory();
    SettledSession everywhere = opening;
    everywhere.session.also_in = {"Corrib"};
    store_import(database, conference({everywhere, keynote}), import_at("08:00"));
    Edit edit = by_hand(database, EditKind::move, "1");
    edit.room = "Liffey";
    carry_out(database, edit);
    CHECK(load_programme(database)->sessions[0].also_in.empty());
    store_import(database, conference({everywhere, keynote}), import_at("09:10"));
    CHECK(load_programme(database)->sessions[0].also_in.empty());
}

TEST_CASE("edits from elsewhere count once, in the order that is given") {
    Database database = Database::in_memory();
    store_import(database, conference({opening}), import_at("08:00"));
    const Edit first = moving(database, "1", "12:00", "12:30");
    const Edit second = moving(database, "1", "14:00", "14:30");
    carry_out(database, first);
    CHECK(shown(database) == Lines{"12:00 Opening @ Liffey (1)"});

    take_edits(database, std::vector{second, first}, at("09:05"));
    CHECK(shown(database) == Lines{"12:00 Opening @ Liffey (1)"});
    take_edits(database, std::vector{first, second}, at("09:06"));
    take_edits(database, std::vector{first, second}, at("09:07"));
    CHECK(shown(database) == Lines{"14:00 Opening @ Liffey (1)"});
    CHECK(edit_log(database) == std::vector{first, second});
}

TEST_CASE("an edit of a session that isn't here yet waits for it") {
    Database database = Database::in_memory();
    Database elsewhere = Database::in_memory();
    store_import(elsewhere, conference({opening}), import_at("08:00"));
    store_import(database, conference({keynote}), import_at("08:00"));
    take_edits(database, std::vector{moving(elsewhere, "1", "15:00", "15:30")}, at("09:00"));
    store_import(database, conference({opening, keynote}), import_at("09:30"));
    CHECK(shown(database) == Lines{"11:00 Keynote @ Corrib (2)", "15:00 Opening @ Liffey (1)"});
}

TEST_CASE("placing and taking away are in the log too") {
    Database database = Database::in_memory();
    store_import(database, a_file("XenCon", {}, {topic("a", "A")}), import_at("08:00"));
    place_topic(database, {"a", "Liffey", at("10:00"), at("11:00")}, {.author = {at("09:00"), "desk"}});
    place_topic(database, {"a", "Corrib", at("10:00"), at("11:00")}, {.author = {at("09:10"), "desk"}});
    CHECK(load_programme(database)->sessions[0].before == std::vector<EarlierPlace>{{"Liffey", at("10:00"), at("11:00"), at("09:10")}});
    unplace_topic(database, "a", {at("09:20"), "desk"});
    CHECK(load_programme(database)->sessions.empty());

    const auto log = edit_log(database);
    REQUIRE(log.size() == 3);
    CHECK(log[0].kind == EditKind::place);
    CHECK(log[2].kind == EditKind::unplace);
    CHECK(log[2].device == "desk");

    Database other = Database::in_memory();
    store_import(other, a_file("XenCon", {}, {topic("a", "A")}), import_at("08:00"));
    take_edits(other, std::span{log}.first(2), at("09:30"));
    CHECK(shown(other) == Lines{"10:00 A @ Corrib (a)"});
}

TEST_CASE("another zone moves hand changes with the sessions that were given as clock faces") {
    Database database = Database::in_memory();
    store_import(database, conference({opening}), import_at("08:00"));
    Edit edit = moving(database, "1", "15:00", "15:30");
    edit.from_face = true;
    carry_out(database, edit);
    edit_event(database, {.timezone = "America/New_York"});
    Settled again = conference({opening});
    again.event.timezone = "America/New_York";
    again.sessions[0].session.starts += 5h;
    again.sessions[0].session.ends += 5h;
    CHECK(store_import(database, again, import_at("09:30")).warnings.empty());
    CHECK(load_programme(database)->sessions[0].starts == at("20:00"));
}

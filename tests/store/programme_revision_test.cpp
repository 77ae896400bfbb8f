#include "kiosk/store/programme_revision.h"

#include <doctest/doctest.h>

#include "kiosk/store/statement.h"
#include "tests/store/settled.h"

using namespace kiosk;

TEST_CASE("the revision goes up with whatever changes the programme, and with nothing else") {
    Database database = Database::in_memory();
    const auto sql = [&](const char* words) { Statement{database.handle(), words, "change something"}.run(); };
    store_import(database, a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")}, {topic("a", "A")}), from("/a.xml"));
    struct Row {
        const char* sql;
        bool counts;
        const char* why;
    };
    const Row rows[] = {
        {"UPDATE event SET notice = 'Wi-Fi'", true, "the lobby's foot"},
        {"UPDATE room SET capacity = 7", true, "a description by hand"},
        {"UPDATE session SET cancelled = 1", true, "called off"},
        {"INSERT INTO session_person (session, position, name) VALUES ('1', 9, 'Ada')", true, "a speaker more"},
        {"DELETE FROM session_person WHERE position = 9", true, "a speaker less"},
        {"INSERT INTO session_also_in (session, position, room) SELECT '1', 9, name FROM room LIMIT 1", true, "a room more"},
        {"INSERT INTO earlier_place (session, position, starts, ends, left_at) SELECT '1', 9, starts, ends, starts FROM session LIMIT 1", true, "moved"},
        {"INSERT INTO topic_vote (topic, position, author, at, kind) VALUES ('a', 9, 'Ada', '2013-05-16T09:00:00Z', 'will_attend')", true, "a vote"},
        {"UPDATE topic SET title = 'B'", true, "a topic"},
        {"INSERT INTO device (id, name) VALUES ('d', 'Door')", false, "no programme"},
        {"INSERT INTO check_in (id, attendee, session, at, device) VALUES ('c', 'a', '1', '2013-05-16T09:00:00Z', 'd')", false, "asked for anew each time"},
        {"INSERT INTO topic_hand (topic, attendee, raised, at, device, id) VALUES ('a', 'x', 1, '2013-05-16T09:00:00Z', 'd', 'h')", false, "as well"},
        {"DELETE FROM session", true, "gone"}};
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto before = programme_revision(database);
        sql(row.sql);
        CHECK((programme_revision(database) != before) == row.counts);
    }
}

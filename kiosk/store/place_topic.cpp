#include "kiosk/store/place_topic.h"

#include "kiosk/base/text.h"
#include "kiosk/store/make_room.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* tried = "place the topic";

void write_placing(sqlite3* database, const Placing& placing, bool from_face) {
    make_room_by_hand(database, placing.room);
    Statement session{database,
                      "INSERT INTO session (id, source_key, title, starts, ends, from_face, room, topic) "
                      "SELECT id, '', title, ?2, ?3, ?4, ?5, id FROM topic WHERE id = ?1 "
                      "ON CONFLICT (id) DO UPDATE SET starts = excluded.starts, ends = excluded.ends, "
                      "from_face = excluded.from_face, room = excluded.room",
                      tried};
    session.bind(placing.topic).bind(placing.starts).bind(placing.ends).bind(from_face).bind(placing.room).run();
    if (sqlite3_changes(database) == 0) throw StoreError("there is no topic with the id " + in_quotes(placing.topic));
    follow_topic(database, placing.topic);
}

}  // namespace

void follow_topic(sqlite3* database, const std::string& topic) {
    for (const char* sql :
         {"UPDATE session SET title = (SELECT title FROM topic WHERE id = ?1) WHERE topic = ?1",
          "DELETE FROM session_person WHERE session IN (SELECT id FROM session WHERE topic = ?1)",
          "INSERT INTO session_person (session, position, name) SELECT session.id, 0, contact FROM session "
          "JOIN topic ON topic.id = session.topic WHERE topic = ?1 AND contact IS NOT NULL"})
        Statement{database, sql, tried}.bind(topic).run();
}

void make_room_by_hand(sqlite3* database, const std::string& name) {
    Statement{database,
              "INSERT INTO room (name, position, by_hand) SELECT ?, coalesce(max(position) + 1, 0), 1 FROM room WHERE true "
              "ON CONFLICT (name) DO NOTHING",
              "make the room"}
        .bind(name)
        .run();
}

PlacingConflict place_topic(Database& database, const Placing& placing, const PlaceOptions& options) {
    PlacingConflict conflict;
    database.transaction([&] {
        const auto programme = load_programme(database);
        if (!programme) throw StoreError("there is no event yet: import a file first");
        conflict = conflict_of(placing, *programme, Zone::named(programme->event.timezone).value_or(Zone{}));
        if (conflict.empty() || options.force) write_placing(database.handle(), placing, options.from_face);
    });
    return conflict;
}

bool unplace_topic(Database& database, const std::string& topic) {
    bool had_one = false;
    database.transaction([&] {
        Statement{database.handle(), "DELETE FROM session WHERE topic = ?", tried}.bind(topic).run();
        had_one = sqlite3_changes(database.handle()) > 0;
    });
    return had_one;
}

}  // namespace kiosk

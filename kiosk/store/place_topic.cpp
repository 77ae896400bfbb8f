#include "kiosk/store/place_topic.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/store/change_by_hand.h"
#include "kiosk/store/make_room.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* tried = "place the topic";

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
    change_by_hand(database, options.author, [&](const Programme& programme) -> std::vector<Edit> {
        if (std::ranges::find(programme.topics, placing.topic, &Topic::id) == programme.topics.end())
            throw StoreError("there is no topic with the id " + in_quotes(placing.topic));
        conflict = conflict_of(placing, programme, Zone::named(programme.event.timezone).value_or(Zone{}));
        if (!conflict.empty() && !options.force) return {};
        return {{.kind = EditKind::place,
                 .session = placing.topic,
                 .room = placing.room,
                 .starts = placing.starts,
                 .ends = placing.ends,
                 .from_face = options.from_face}};
    });
    return conflict;
}

bool unplace_topic(Database& database, const std::string& topic, const Author& author) {
    bool had_one = false;
    change_by_hand(database, author, [&](const Programme& programme) -> std::vector<Edit> {
        had_one = std::ranges::find(programme.sessions, topic, &Session::topic) != programme.sessions.end();
        if (!had_one) return {};
        return {{.kind = EditKind::unplace, .session = topic}};
    });
    return had_one;
}

}  // namespace kiosk

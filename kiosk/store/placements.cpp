#include "kiosk/store/placements.h"

#include "kiosk/store/edit_log.h"
#include "kiosk/store/make_room.h"
#include "kiosk/store/place_topic.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* writing = "write where the session is";
constexpr const char* reading = "read where the session is";

void write_earlier_places(sqlite3* database, const std::string& session, const std::vector<EarlierPlace>& places) {
    Statement{database, "DELETE FROM earlier_place WHERE session = ?", writing}.bind(session).run();
    Statement row{database, "INSERT INTO earlier_place (session, position, room, starts, ends, left_at) VALUES (?, ?, ?, ?, ?, ?)", writing};
    int position = 0;
    for (const EarlierPlace& place : places)
        row.bind(session).bind(position++).bind(place.room).bind(place.starts).bind(place.ends).bind(place.left_at).run();
}

bool is_topic(sqlite3* database, const std::string& id) {
    Statement row{database, "SELECT 1 FROM topic WHERE id = ?", reading};
    return row.bind(id).step();
}

void insert_placed_topic(sqlite3* database, const std::string& topic, const Placement& placement) {
    Statement{database,
              "INSERT INTO session (id, source_key, title, starts, ends, from_face, room, cancelled, topic) "
              "SELECT id, '', title, ?2, ?3, ?4, ?5, ?6, id FROM topic WHERE id = ?1",
              writing}
        .bind(topic)
        .bind(placement.starts)
        .bind(placement.ends)
        .bind(placement.from_face)
        .bind(placement.room)
        .bind(placement.cancelled)
        .run();
    follow_topic(database, topic);
}

}  // namespace

PlacementRow placement_row(sqlite3* database, const std::string& session) {
    Statement row{database,
                  "SELECT room, starts, ends, cancelled, from_face, source_room, source_starts, source_ends, source_cancelled, "
                  "source_from_face FROM session WHERE id = ?",
                  reading};
    PlacementRow result;
    if (!row.bind(session).step()) return result;
    const auto placement_at = [&](int first) -> std::optional<Placement> {
        if (row.is_null(first + 1)) return std::nullopt;
        return Placement{.room = row.optional_text(first),
                         .starts = row.instant(first + 1).value_or(Instant{}),
                         .ends = row.instant(first + 2).value_or(Instant{}),
                         .cancelled = row.integer(first + 3) != 0,
                         .from_face = row.integer(first + 4) != 0};
    };
    result.current = placement_at(0);
    result.source = placement_at(5);
    return result;
}

std::vector<EarlierPlace> earlier_places(sqlite3* database, const std::string& session) {
    Statement rows{database, "SELECT room, starts, ends, left_at FROM earlier_place WHERE session = ? ORDER BY position", reading};
    rows.bind(session);
    std::vector<EarlierPlace> places;
    while (rows.step())
        places.push_back({.room = rows.optional_text(0),
                          .starts = rows.instant(1).value_or(Instant{}),
                          .ends = rows.instant(2).value_or(Instant{}),
                          .left_at = rows.instant(3).value_or(Instant{})});
    return places;
}

void write_placement(sqlite3* database, const std::string& session, const Placement& old, const Edited& now, Instant at) {
    const Placement& placement = now.placement.value();
    if (placement.room) make_room_by_hand(database, *placement.room);
    Statement{database,
              "UPDATE session SET room = ?2, starts = ?3, ends = ?4, from_face = ?5, room_by_hand = ?6, cancelled_at = "
              "CASE WHEN NOT ?7 THEN NULL WHEN cancelled THEN cancelled_at ELSE ?8 END, cancelled = ?7 WHERE id = ?1",
              writing}
        .bind(session)
        .bind(placement.room)
        .bind(placement.starts)
        .bind(placement.ends)
        .bind(placement.from_face)
        .bind(now.room_by_hand)
        .bind(placement.cancelled)
        .bind(at)
        .run();
    if (old.room == placement.room && old.starts == placement.starts) return;
    std::vector<EarlierPlace> places = earlier_places(database, session);
    leave_place(places, {.room = old.room, .starts = old.starts, .ends = old.ends, .left_at = at},
                {.room = placement.room, .starts = placement.starts, .ends = placement.ends});
    write_earlier_places(database, session, places);
}

void settle_placement(sqlite3* database, const std::string& session, Instant at) {
    const PlacementRow row = placement_row(database, session);
    const std::vector<Edit> edits = edits_of(database, session);
    const Edited now = edited(row.source, edits);
    if (row.current && now.placement) return write_placement(database, session, *row.current, now, at);
    if (row.current)
        Statement{database, "DELETE FROM session WHERE id = ?", writing}.bind(session).run();
    else if (now.placement && is_topic(database, session)) {
        if (now.placement->room) make_room_by_hand(database, *now.placement->room);
        insert_placed_topic(database, session, *now.placement);
    }
}

}  // namespace kiosk

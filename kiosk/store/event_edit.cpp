#include "kiosk/store/event_edit.h"

#include "kiosk/store/faces.h"
#include "kiosk/store/make_room.h"
#include "kiosk/store/source_match.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* writing_event = "write the event";

void make_event_by_hand(sqlite3* database, const EventEdit& edit) {
    if (!edit.name || !edit.timezone)
        throw StoreError("there is no event yet: import a file, or make one with event --name NAME --timezone ZONE");
    Statement{database, "INSERT INTO event (id, name, timezone) VALUES (1, ?, ?)", writing_event}
        .bind(edit.name)
        .bind(edit.timezone)
        .run();
}

}  // namespace

void edit_event(Database& database, const EventEdit& edit) {
    database.transaction([&] {
        const auto stored = stored_event(database.handle());
        if (!stored)
            make_event_by_hand(database.handle(), edit);
        else if (edit.timezone)
            keep_faces(database.handle(), stored->timezone, *edit.timezone);
        Statement{database,
                  "UPDATE event SET name = coalesce(?1, name), name_by_hand = name_by_hand OR ?1 IS NOT NULL, "
                  "timezone = coalesce(?2, timezone), timezone_by_hand = timezone_by_hand OR ?2 IS NOT NULL, "
                  "language = coalesce(?3, language), language_by_hand = language_by_hand OR ?3 IS NOT NULL, "
                  "notice = coalesce(?4, notice), admit = coalesce(iif(?5, 'event', iif(?5 IS NULL, NULL, 'day')), admit), "
                  "phone_name = coalesce(iif(?6, 'given', iif(?6 IS NULL, NULL, 'none')), phone_name)",
                  writing_event}
            .bind(edit.name)
            .bind(edit.timezone)
            .bind(edit.language)
            .bind(edit.notice)
            .bind(edit.admits_once)
            .bind(edit.names_phones)
            .run();
    });
}

void edit_room(Database& database, const std::string& name, const RoomEdit& edit) {
    database.transaction([&] {
        if (!stored_event(database.handle()))
            throw StoreError("there is no event yet: import a file before describing its rooms");
        make_room_by_hand(database.handle(), name);
        Statement{database,
                  "UPDATE room SET by_hand = 1, capacity = coalesce(?2, capacity), location = coalesce(?3, location) "
                  "WHERE name = ?1",
                  "write the room"}
            .bind(name)
            .bind(edit.capacity)
            .bind(edit.where)
            .run();
    });
}

}  // namespace kiosk

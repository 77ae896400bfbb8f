#include "kiosk/store/change_by_hand.h"

#include <algorithm>

#include "kiosk/store/placements.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

/// Writes edits under one batch, and makes their sessions say what follows.
void write_batch(sqlite3* database, std::vector<Edit> edits, const Author& author) {
    const std::string batch = random_id(database);
    for (Edit& edit : edits) {
        edit.id = random_id(database);
        edit.batch = batch;
        edit.at = author.at;
        edit.device = author.device;
        if (edit.kind != EditKind::restore) edit.said = placement_row(database, edit.session).source;
    }
    add_edits(database, edits);
    for (const Edit& edit : edits) settle_placement(database, edit.session, author.at);
}

/// The edits of a session that hold, in their order.
std::vector<Edit> edits_in_force(sqlite3* database, const std::string& session) {
    const std::vector<Edit> edits = edits_of(database, session);
    std::vector<Edit> result;
    for (const Edit* edit : edited(placement_row(database, session).source, edits).in_force) result.push_back(*edit);
    return result;
}

/// Takes away the rooms that only these edits named: nobody described them, and nothing is in them.
void remove_rooms_of(sqlite3* database, const std::vector<Edit>& edits) {
    Statement remove{database,
                     "DELETE FROM room WHERE name = ?1 AND source IS NULL AND capacity IS NULL AND location = '' AND NOT EXISTS "
                     "(SELECT 1 FROM session WHERE room = ?1 OR source_room = ?1) AND NOT EXISTS "
                     "(SELECT 1 FROM session_also_in WHERE room = ?1)",
                     "remove a room that is no longer named"};
    for (const Edit& edit : edits)
        if (edit.room) remove.bind(*edit.room).run();
}

}  // namespace

void change_by_hand(Database& database, const Author& author, const std::function<std::vector<Edit>(const Programme&)>& decide) {
    database.transaction([&] {
        const auto programme = load_programme(database);
        if (!programme) throw StoreError("there is no event yet: kiosk import FILE brings one");
        write_batch(database.handle(), decide(*programme), author);
    });
}

std::optional<Edit> last_change(const Database& database, const std::string& session) {
    const std::vector<Edit> edits = edits_in_force(database.handle(), session);
    return edits.empty() ? std::nullopt : std::optional{edits.back()};
}

std::vector<std::string> take_back(Database& database, const std::string& batch, const Author& author) {
    std::vector<std::string> sessions;
    database.transaction([&] {
        std::vector<Edit> undoing, undone;
        for (const Edit& edit : edit_log(database)) {
            if (edit.batch != batch || std::ranges::find(sessions, edit.session) != sessions.end()) continue;
            sessions.push_back(edit.session);
            undone.push_back(edit);
            undoing.push_back({.kind = EditKind::restore, .session = edit.session, .undoes = batch});
        }
        write_batch(database.handle(), undoing, author);
        remove_rooms_of(database.handle(), undone);
    });
    return sessions;
}

}  // namespace kiosk

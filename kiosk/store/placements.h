#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/earlier_place.h"
#include "kiosk/domain/edit.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// What hand changes bear on in one session's row.
struct PlacementRow {
    std::optional<Placement> source = {};   // none: it has no source
    std::optional<Placement> current = {};  // none: no such session
};

PlacementRow placement_row(sqlite3* database, const std::string& session);

/// Makes a session say what follows from its source and its edits; a topic's session is made or removed. Remembers where
/// it was before, and when it was called off. A session that isn't there is left out.
///
/// @param at  the moment of the change
void settle_placement(sqlite3* database, const std::string& session, Instant at);

/// Writes what holds for a session that is there, and remembers what held before.
///
/// @param old  what held until now
void write_placement(sqlite3* database, const std::string& session, const Placement& old, const Edited& now, Instant at);

/// Where a session was to be before it moved, in the order in which it left.
std::vector<EarlierPlace> earlier_places(sqlite3* database, const std::string& session);

}  // namespace kiosk

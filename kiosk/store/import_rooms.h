#pragma once

#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Makes the rooms that a source names and that are not there yet.
void write_rooms(sqlite3* database, int source, const Settled& content);

/// Takes away the rooms that the source no longer names and nobody needs, and puts the others in order: by source, as
/// each lists them, then those made by hand. Comes after the sessions.
void tidy_rooms(sqlite3* database, int source, const Settled& content);

}  // namespace kiosk

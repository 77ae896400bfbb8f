#pragma once

#include <string>

#include "kiosk/store/database.h"

namespace kiosk {

/// Moves all that was given as clock faces so that the faces stay when the event's zone changes. Offsets that somebody
/// wrote hold.
void keep_faces(sqlite3* database, const std::string& old_zone, const std::string& new_zone);

}  // namespace kiosk

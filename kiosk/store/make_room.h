#pragma once

#include <string>

#include "kiosk/store/database.h"

namespace kiosk {

/// Makes a room after the others, unless it is there.
void make_room_by_hand(sqlite3* database, const std::string& name);

}  // namespace kiosk

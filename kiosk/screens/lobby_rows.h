#pragma once

#include "kiosk/model/lobby_view.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// Draws one room of the lobby into [y, y + height).
///
/// @param compact  one line for each title
void draw_room_row(Page& page, const RoomRow& row, bool compact, float y, float height);

}  // namespace kiosk

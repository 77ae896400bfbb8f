#pragma once

#include "kiosk/model/room_view.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// Draws a door sign.
void draw_room(Page& page, const RoomView& view);

}  // namespace kiosk

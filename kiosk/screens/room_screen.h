#pragma once

#include "kiosk/model/room_view.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/view_finder.h"

namespace kiosk {

/// Draws a door sign.
///
/// @param picture  what the camera of a sign that checks people in sees; null: nothing
void draw_room(Page& page, const RoomView& view, const CameraPicture* picture = nullptr);

}  // namespace kiosk

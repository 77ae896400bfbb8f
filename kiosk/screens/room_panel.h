#pragma once

#include "kiosk/model/door_panel.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/view_finder.h"

namespace kiosk {

/// The height that the foot of a door sign takes.
float door_panel_height(const Page& page, const DoorPanel& panel);

/// Draws the foot of a door sign into [top, top + its height).
///
/// @param picture  null: the camera sees nothing
void draw_door_panel(Page& page, const DoorPanel& panel, const CameraPicture* picture, float top);

}  // namespace kiosk

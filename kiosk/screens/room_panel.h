#pragma once

#include "kiosk/model/door_panel.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/view_finder.h"

namespace kiosk {

/// What stands at the foot of a door sign over its whole width, side by side.
struct DoorFoot {
    const DoorPanel& panel;
    const PhonePanel* phone = nullptr;  // null: no code for phones beside it
};

/// The height that the foot of a door sign takes.
float door_foot_height(const Page& page, const DoorFoot& foot);

/// Draws the foot of a door sign into [top, top + its height).
///
/// @param picture  null: the camera sees nothing
void draw_door_foot(Page& page, const DoorFoot& foot, const CameraPicture* picture, float top);

}  // namespace kiosk

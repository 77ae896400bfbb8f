#pragma once

#include <vector>

#include "kiosk/screens/check_in_screen.h"

namespace kiosk {

/// Draws the screen that waits for somebody, with the languages to touch.
void draw_idle(Page& page, const IdleView& view, const CameraPicture* picture, std::vector<TouchArea>& areas);

/// Draws the entry of the passphrase with its keys.
void draw_staff(Page& page, const StaffView& view, std::vector<TouchArea>& areas);

}  // namespace kiosk

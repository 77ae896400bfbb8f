#pragma once

#include "kiosk/model/lobby_view.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// Draws the lobby wall.
void draw_lobby(Page& page, const LobbyView& view);

}  // namespace kiosk

#pragma once

#include <string>

#include "kiosk/model/lobby_view.h"
#include "kiosk/model/room_view.h"

namespace kiosk {

/// Everything that the lobby shows, as lines of text from top to bottom.
std::string to_text(const LobbyView& view);

/// Everything that a door sign shows, as lines of text from top to bottom.
std::string to_text(const RoomView& view);

}  // namespace kiosk

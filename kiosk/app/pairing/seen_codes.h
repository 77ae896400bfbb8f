#pragma once

namespace kiosk {

/// What `kiosk-pairing-camera` writes besides the pairing codes that it sees: the camera gives pictures.
constexpr const char* camera_sees = "sees";

}  // namespace kiosk

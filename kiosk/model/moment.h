#pragma once

#include "kiosk/base/time.h"

namespace kiosk {

/// When a screen is looked at.
struct Moment {
    Instant shown = {};    // what the screen's clock says; may start anywhere and run fast in a rehearsal
    Instant turning = {};  // what pages turn by: runs as real time does, equal on every screen of a venue
};

/// The form of a screen, as far as it decides what fits.
struct ScreenShape {
    int width_px = 1920;
    int height_px = 1080;

    bool is_portrait() const { return height_px > width_px; }
};

}  // namespace kiosk

#pragma once

#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/domain/contact.h"
#include "kiosk/domain/hub_standing.h"
#include "kiosk/domain/pairing_state.h"

namespace kiosk {

/// How far the clock and the programme of a screen can be relied on.
struct Standing {
    std::optional<Contact> contact = {};  // on the shown clock; of the source that is doubtful first; none: none is followed
    bool clock_trusted = true;
    HubStanding hub = {};
    PairingState pairing = PairingState::none;

    bool operator==(const Standing&) const = default;
};

/// When a screen is looked at, and how sure that is.
struct Moment {
    Instant shown = {};    // what the screen's clock says; may start anywhere and run fast in a rehearsal
    Instant turning = {};  // what pages turn by: runs as real time does, equal on every screen of a venue
    Standing standing = {};
};

/// The form of a screen, as far as it decides what fits.
struct ScreenShape {
    int width_px = 1920;
    int height_px = 1080;
    bool has_code = false;  // one for phones takes its room

    bool is_portrait() const { return height_px > width_px; }
};

}  // namespace kiosk

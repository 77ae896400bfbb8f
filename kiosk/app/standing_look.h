#pragma once

#include <filesystem>

#include "kiosk/app/clock.h"
#include "kiosk/domain/clock_trust.h"
#include "kiosk/model/moment.h"

namespace kiosk {

/// Looks how far a screen's clock and programme can be relied on.
class StandingLook {
  public:
    explicit StandingLook(std::filesystem::path database);

    /// The moment that a clock shows, with how sure it is; some 10 µs.
    Moment moment_of(const ShownClock& clock);

    /// Takes what the database says of the hub.
    void hear(const HubStanding& hub) { hub_ = hub; }

    /// Takes how far the demo is with becoming a device.
    void hear(PairingState pairing) { pairing_ = pairing; }

  private:
    std::filesystem::path database_;
    ClockTrust trust_;
    HubStanding hub_ = {};
    PairingState pairing_ = PairingState::none;
};

}  // namespace kiosk

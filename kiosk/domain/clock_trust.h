#pragma once

#include <chrono>
#include <optional>

#include "kiosk/base/time.h"

namespace kiosk {

/// One look at all clocks of a machine.
struct ClockReading {
    Instant wall = {};                  // what it says that the time is
    std::chrono::seconds running = {};  // since it was started; goes on in suspend, and nobody sets it
    bool synchronised = false;          // the system says that a time server keeps the wall clock
};

/// Whether the wall clock of a machine can be believed.
///
/// Not while it stands before the program's own build: it can't be that early. Not after it has jumped by more than a
/// minute against the time the machine has been running, whoever made it jump: one of the two was wrong, and nobody can
/// tell which. It is believed again when it jumps back, when a time server has kept it for five minutes on end, and by a
/// new ClockTrust, which takes the clock for what it is: somebody who has set a clock starts the program again.
class ClockTrust {
  public:
    /// @param built  when the program was built
    explicit ClockTrust(Instant built) : built_(built) {}

    /// Takes up a reading.
    ///
    /// @return  whether its wall clock is believed
    bool believes(const ClockReading& reading);

  private:
    using Start = Instant;  // of the machine, as the wall clock tells it: moves only when the clock is set

    /// A clock after a jump.
    struct Suspect {
        Start start = {};
        std::chrono::seconds kept_since = {};  // on the clock that nobody sets; when a time server began to keep it
        bool kept = false;
    };

    bool clears(const ClockReading& reading, Start start);

    Instant built_;
    std::optional<Start> believed_ = {};
    std::optional<Suspect> suspect_ = {};
};

}  // namespace kiosk

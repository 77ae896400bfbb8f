#pragma once

#include <chrono>
#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/model/moment.h"

namespace kiosk {

/// The clock that a screen goes by: the machine's, or one that starts somewhere else and may run fast.
class ShownClock {
  public:
    /// The machine's own clock.
    static ShownClock of_machine();

    /// A clock that shows `start` now and runs `rate` times as fast as real time.
    static ShownClock starting_at(Instant start, double rate);

    /// The machine's time, `rate` times as fast from now on.
    static ShownClock of_machine_at_rate(double rate);

    Moment now() const;

    /// What the clock shows, or showed, when the machine's says this.
    Instant shown_at(Instant machine) const;

    /// Whether it goes by the machine's clock, with all that is wrong with that.
    bool is_of_machine() const { return !start_; }

    /// Real time until the clock shows a moment; zero when it has.
    std::chrono::duration<double> until_shown(Instant moment) const;

    /// Real time until pages turn at a moment.
    std::chrono::duration<double> until_turning(Instant moment) const;

  private:
    using Fine = std::chrono::sys_time<std::chrono::duration<double>>;

    ShownClock(std::optional<Instant> start, double rate);

    Fine turning() const;
    Fine shown() const;

    std::optional<Fine> start_;  // none: follows the machine's clock, with all its corrections
    double rate_;
    std::chrono::steady_clock::time_point began_;
    Fine machine_began_;  // what the machine's clock said then
};

}  // namespace kiosk

#include "kiosk/app/clock.h"

#include <algorithm>

namespace kiosk {

using std::chrono::duration;
using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

ShownClock::ShownClock(std::optional<Instant> start, double rate)
    : start_(start), rate_(rate), began_(steady_clock::now()), machine_began_(system_clock::now()) {}

ShownClock ShownClock::of_machine() { return {std::nullopt, 1}; }

ShownClock ShownClock::starting_at(Instant start, double rate) { return {start, rate}; }

ShownClock ShownClock::of_machine_at_rate(double rate) {
    return rate == 1 ? of_machine() : starting_at(floor<seconds>(system_clock::now()), rate);
}

ShownClock::Fine ShownClock::turning() const {
    if (!start_) return system_clock::now();
    return *start_ + duration<double>(steady_clock::now() - began_);
}

ShownClock::Fine ShownClock::shown() const {
    if (!start_) return system_clock::now();
    return *start_ + duration<double>(steady_clock::now() - began_) * rate_;
}

Moment ShownClock::now() const { return {.shown = floor<seconds>(shown()), .turning = floor<seconds>(turning())}; }

Instant ShownClock::shown_at(Instant machine) const {
    if (!start_) return machine;
    return floor<seconds>(*start_ + duration<double>(machine - machine_began_) * rate_);
}

duration<double> ShownClock::until_shown(Instant moment) const {
    return std::max(duration<double>::zero(), duration<double>(moment - shown()) / rate_);
}

duration<double> ShownClock::until_turning(Instant moment) const {
    return std::max(duration<double>::zero(), duration<double>(moment - turning()));
}

}  // namespace kiosk

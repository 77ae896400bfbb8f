#include "kiosk/domain/clock_trust.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto largest_correction = 60s;
constexpr auto kept_long_enough = 5min;

bool is_a_jump(Instant from, Instant to) { return std::chrono::abs(to - from) > largest_correction; }

}  // namespace

bool ClockTrust::believes(const ClockReading& reading) {
    const Start start = reading.wall - reading.running;
    if (reading.wall < built_) {
        // From a time that can't be, every jump is a correction.
        believed_.reset();
        suspect_.reset();
        return false;
    }
    if (believed_ && is_a_jump(*believed_, start) && !clears(reading, start)) return false;
    believed_ = start;  // a time server moves it little by little
    suspect_.reset();
    return true;
}

bool ClockTrust::clears(const ClockReading& reading, Start start) {
    const bool jumped_again = !suspect_ || is_a_jump(suspect_->start, start);
    if (jumped_again || !reading.synchronised || !suspect_->kept)
        suspect_ = {.start = start, .kept_since = reading.running, .kept = reading.synchronised};
    suspect_->start = start;
    return suspect_->kept && reading.running - suspect_->kept_since >= kept_long_enough;
}

}  // namespace kiosk

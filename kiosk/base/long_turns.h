#pragma once

namespace kiosk {

/// Asks the system to give this program long and rare turns of the processor: it then leaves the short ones to those that answer
/// somebody. Linux before 6.12 takes no such wish, and nothing happens.
void take_long_turns();

}  // namespace kiosk

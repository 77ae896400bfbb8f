#pragma once

#include <chrono>

#include "kiosk/base/time.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// How far this machine's clock is ahead of its hub's; zero where nothing is known of it, and below 2 s, which the way to
/// the hub can make.
std::chrono::seconds clock_error(const Database& database);

/// The moment that is recorded: what this machine's clock says, put right by its error.
Instant wall_clock_by_hub(const Database& database);

}  // namespace kiosk

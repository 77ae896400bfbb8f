#pragma once

#include <chrono>

namespace kiosk {

/// A moment, UTC, in whole seconds: the only time inside the program.
using Instant = std::chrono::sys_seconds;

/// What a calendar and a clock on a wall show, in no zone in particular.
using ClockFace = std::chrono::local_seconds;

/// A calendar date, in no zone in particular.
using Date = std::chrono::year_month_day;

}  // namespace kiosk

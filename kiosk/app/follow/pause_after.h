#pragma once

#include <chrono>

namespace kiosk {

/// How long to wait after a number of failures on end: five seconds at first, then twice as long each time, at most a
/// minute or as long as between two looks.
///
/// @param every  between two looks that succeed; shorter ones make the first pause shorter
std::chrono::seconds pause_after(int failures, std::chrono::seconds every);

}  // namespace kiosk

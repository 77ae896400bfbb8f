#pragma once

#include <algorithm>
#include <chrono>

namespace kiosk {

/// How long an exchange with the hub is followed by none. What is rare is exchanged at once. Where much changes it is gathered:
/// a thousand rows together cost this machine, its doors and the hub far less than one after the other.
///
/// @param taken  by the exchange: long where this machine or the hub has much to do
/// @param rows   that it moved
inline std::chrono::milliseconds rest_after(std::chrono::milliseconds taken, int rows) {
    using namespace std::chrono_literals;
    constexpr int parts_of_rest = 8;
    return std::max(std::min(taken * parts_of_rest, 250ms), std::min(rows * 4ms, 2000ms));
}

}  // namespace kiosk

#pragma once

#include <algorithm>
#include <chrono>

namespace kiosk {

/// How long an exchange with the hub is followed by none. What is rare is exchanged at once. Where much changes it is gathered:
/// a thousand rows together cost this machine, its doors and the hub far less than one after the other, above all those that are
/// sent: each sending is written to the hub's disk before the next one's turn.
///
/// @param taken           by the exchange: long where this machine or the hub has much to do
/// @param pulled, pushed  rows that it moved
inline std::chrono::milliseconds rest_after(std::chrono::milliseconds taken, int pulled, int pushed) {
    using namespace std::chrono_literals;
    constexpr int parts_of_rest = 8;
    const auto sent = pushed > 0 ? std::clamp(pushed * 200ms, 300ms, 1000ms) : 0ms;
    return std::max({std::min(taken * parts_of_rest, 250ms), std::min(pulled * 4ms, 2000ms), sent});
}

}  // namespace kiosk

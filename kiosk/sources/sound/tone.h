#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/domain/verdict.h"

namespace kiosk {

constexpr int tone_rate = 48000;  // samples a second

/// The sound of a sign, made of sines: rising for go, one note twice for look, falling and low for stop. One channel.
std::vector<std::int16_t> tone_of(Sign sign);

}  // namespace kiosk

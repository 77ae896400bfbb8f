#pragma once

#include <cstdint>

namespace kiosk {

/// The colours of the screens, in ImGui's order (red in the lowest byte). On ink every one of them has a contrast of
/// 7:1 or more, but for the lines and tracks, which carry no words.
namespace colour {

constexpr std::uint32_t rgb(std::uint32_t hex) {
    return 0xFF000000U | (hex & 0xFFU) << 16U | (hex & 0xFF00U) | (hex >> 16U & 0xFFU);
}

constexpr std::uint32_t ink = rgb(0x0f1216);
constexpr std::uint32_t paper = rgb(0xf4f5f7);
constexpr std::uint32_t soft = rgb(0xb3bac5);
constexpr std::uint32_t line = rgb(0x2a2f38);
constexpr std::uint32_t track = rgb(0x2a2f38);
constexpr std::uint32_t now = rgb(0x5fd38d);
constexpr std::uint32_t next = rgb(0xf2c14e);
constexpr std::uint32_t changed = rgb(0xb9a5ff);
constexpr std::uint32_t alarm = rgb(0xff8a80);
constexpr std::uint32_t panel = rgb(0x181c22);
constexpr std::uint32_t well = rgb(0x2b323c);

}  // namespace colour

}  // namespace kiosk

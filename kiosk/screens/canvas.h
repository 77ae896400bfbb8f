#pragma once

#include <cstddef>
#include <cstdint>

namespace kiosk {

/// A rectangle of pixels, half-open: [left, right) x [top, bottom).
struct PixelBox {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    bool is_empty() const { return left >= right || top >= bottom; }
    bool operator==(const PixelBox&) const = default;
};

/// Pixels that somebody else owns: 0x00RRGGBB, rows one after the other from the top.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;  // pixels from one row to the next

    std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * stride; }
};

}  // namespace kiosk

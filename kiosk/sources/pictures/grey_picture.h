#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kiosk {

/// A picture in 256 steps of grey, row by row from the top, no gaps between rows; 0 is black.
struct GreyPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels = {};  // width * height of them

    const std::uint8_t* row(int y) const { return pixels.data() + static_cast<std::ptrdiff_t>(y) * width; }
    std::uint8_t* row(int y) { return pixels.data() + static_cast<std::ptrdiff_t>(y) * width; }
};

/// A white picture of that size.
inline GreyPicture blank_picture(int width, int height) {
    return {width, height,
            std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255)};
}

}  // namespace kiosk

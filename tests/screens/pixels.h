#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/screens/canvas.h"

namespace kiosk {

/// A canvas with its own memory.
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> memory = std::vector<std::uint32_t>(static_cast<std::size_t>(width * height));

    Canvas canvas() { return {memory.data(), width, height, width}; }
    std::uint32_t at(int x, int y) const { return memory[static_cast<std::size_t>(y * width + x)]; }
};

}  // namespace kiosk

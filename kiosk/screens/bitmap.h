#pragma once

#include <cstdint>
#include <vector>

namespace kiosk {

/// A small picture that ImGui draws: shaped text, a camera's frame, a QR code. Its address is ImGui's texture id.
struct Bitmap {
    enum class Kind {
        coverage,  // one byte a pixel, takes the colour it is drawn in
        colour,    // four bytes a pixel as cairo has them: 0xAARRGGBB, colours multiplied with alpha
    };

    std::uint64_t id = 0;  // of this content: two bitmaps never share one, so that a redraw can tell them apart
    Kind kind = Kind::coverage;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage = {};
    std::vector<std::uint32_t> colours = {};
};

}  // namespace kiosk

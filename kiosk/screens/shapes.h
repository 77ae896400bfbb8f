#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kiosk/screens/bitmap.h"
#include "kiosk/screens/canvas.h"

struct ImDrawData;

namespace kiosk {

/// A corner of a shape, in pixels.
struct Corner {
    float x = 0;
    float y = 0;
    float u = 0;  // place in the bitmap, 0 to 1
    float v = 0;
    std::uint32_t colour = 0;  // ImGui's order: red in the lowest byte, alpha in the highest
};

/// The two forms that ImGui's drawings are made of: upright rectangles of one colour or picture, and triangles.
struct Shape {
    std::array<Corner, 3> corners = {};  // a rectangle: top left and bottom right first
    bool is_rectangle = false;
    const Bitmap* bitmap = nullptr;  // none: plain
    PixelBox bounds = {};            // within the clip and the canvas, never empty
};

/// All shapes of a drawing in drawing order, without those that lie outside.
std::vector<Shape> shapes_of(const ImDrawData& drawing, const Canvas& canvas);

/// A number that differs when the shape would look different.
std::uint64_t mark_of(const Shape& shape);

/// Draws the part of a shape that lies in the box.
void draw_shape(const Shape& shape, const PixelBox& box, const Canvas& canvas);

}  // namespace kiosk

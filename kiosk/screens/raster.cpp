#include "kiosk/screens/raster.h"

#include <imgui.h>

#include <algorithm>
#include <bit>
#include <span>

#include "kiosk/screens/shapes.h"

namespace kiosk {
namespace {

constexpr int tile_px = 64;

/// Tiles of a canvas, and which shapes touch each.
struct Tiles {
    int columns = 0;
    int rows = 0;
    std::vector<std::vector<std::uint32_t>> shapes = {};  // indices, in drawing order
    std::vector<std::uint64_t> marks = {};
};

Tiles sorted_into_tiles(std::span<const Shape> shapes, const Canvas& canvas) {
    Tiles tiles;
    tiles.columns = (canvas.width + tile_px - 1) / tile_px;
    tiles.rows = (canvas.height + tile_px - 1) / tile_px;
    const auto count = static_cast<std::size_t>(tiles.columns * tiles.rows);
    tiles.shapes.resize(count);
    tiles.marks.assign(count, 1);
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        const PixelBox& box = shapes[i].bounds;
        const std::uint64_t mark = mark_of(shapes[i]);
        for (int row = box.top / tile_px; row <= (box.bottom - 1) / tile_px; ++row)
            for (int column = box.left / tile_px; column <= (box.right - 1) / tile_px; ++column) {
                const auto tile = static_cast<std::size_t>(row * tiles.columns + column);
                tiles.shapes[tile].push_back(i);
                tiles.marks[tile] = std::rotl(tiles.marks[tile], 7) * 0x9E3779B97F4A7C15U + mark;
            }
    }
    return tiles;
}

/// Puts neighbours in a row of tiles into one box, so that the screen is told few of them.
void add_box(std::vector<PixelBox>& boxes, const PixelBox& box) {
    if (!boxes.empty() && boxes.back().top == box.top && boxes.back().right == box.left)
        boxes.back().right = box.right;
    else
        boxes.push_back(box);
}

bool same_memory(const Canvas& a, const Canvas& b) {
    return a.pixels == b.pixels && a.width == b.width && a.height == b.height && a.stride == b.stride;
}

}  // namespace

std::vector<PixelBox> Raster::draw(const ImDrawData& drawing, const Canvas& canvas) {
    const std::vector<Shape> shapes = shapes_of(drawing, canvas);
    Tiles tiles = sorted_into_tiles(shapes, canvas);
    if (!same_memory(last_, canvas) || tile_marks_.size() != tiles.marks.size()) tile_marks_.assign(tiles.marks.size(), 0);

    std::vector<PixelBox> drawn;
    for (int row = 0; row < tiles.rows; ++row)
        for (int column = 0; column < tiles.columns; ++column) {
            const auto tile = static_cast<std::size_t>(row * tiles.columns + column);
            if (tile_marks_[tile] == tiles.marks[tile]) continue;
            const PixelBox box{column * tile_px, row * tile_px, std::min((column + 1) * tile_px, canvas.width),
                               std::min((row + 1) * tile_px, canvas.height)};
            for (const std::uint32_t i : tiles.shapes[tile]) draw_shape(shapes[i], box, canvas);
            add_box(drawn, box);
        }
    tile_marks_ = std::move(tiles.marks);
    last_ = canvas;
    return drawn;
}

}  // namespace kiosk

#include "kiosk/screens/view_finder.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

/// Four corners that say where to hold the code.
void draw_brackets(Page& page, float x, float y, float side, std::uint32_t colour) {
    const float reach = side * 0.15F, thick = page.units(6);
    for (const float right : {0.0F, 1.0F})
        for (const float bottom : {0.0F, 1.0F}) {
            const float cx = x + side * right, cy = y + side * bottom;
            const float dx = right > 0 ? -reach : reach, dy = bottom > 0 ? -reach : reach;
            page.stroke(std::array{cx + dx, cy, cx, cy, cx, cy + dy}, colour, thick);
        }
}

/// The three squares that everybody knows a QR code by.
void draw_code_sign(Page& page, float x, float y, float side) {
    const float square = side * 0.3F;
    for (const auto& [right, down] : {std::pair{0.0F, 0.0F}, {1.0F, 0.0F}, {0.0F, 1.0F}}) {
        const float left = x + right * (side - square), top = y + down * (side - square), step = square / 7;
        page.fill(left, top, square, square, colour::soft, step);
        page.fill(left + step, top + step, square - 2 * step, square - 2 * step, colour::well, step / 2);
        page.fill(left + 2 * step, top + 2 * step, square - 4 * step, square - 4 * step, colour::soft, step / 2);
    }
    const float dot = square / 3;
    for (const auto& [right, down] : {std::pair{0.0F, 0.0F}, {2.0F, 0.0F}, {1.0F, 1.0F}, {0.0F, 2.0F}, {2.0F, 2.0F}})
        page.fill(x + side - square + right * dot, y + side - square + down * dot, dot * 0.9F, dot * 0.9F, colour::soft);
}

void draw_outline(Page& page, const CameraPicture& picture, float x, float y, float side) {
    std::vector<float> points;
    for (std::size_t i = 0; i + 1 < picture.outline.size(); i += 2) {
        // The picture itself is not mirrored with the page.
        const float along = page.is_mirrored() ? 1 - picture.outline[i] : picture.outline[i];
        points.push_back(x + side * std::clamp(along, 0.0F, 1.0F));
        points.push_back(y + side * std::clamp(picture.outline[i + 1], 0.0F, 1.0F));
    }
    if (points.size() < 4) return;
    for (const std::size_t first : {0U, 1U}) points.push_back(points[first]);
    page.stroke(points, colour::now, page.units(8));
}

}  // namespace

void draw_view_finder(Page& page, const ViewFinder& finder, const CameraPicture* picture, float x, float y, float side) {
    const float inset = side * 0.175F, inner = side - 2 * inset;
    page.fill(x, y, side, side, colour::well, side * 0.045F);
    const bool sees = finder.sees && picture;
    if (sees)
        page.picture(picture->bitmap, x, y, side, side);
    else
        draw_code_sign(page, x + side * 0.3F, y + side * 0.3F, side * 0.4F);
    if (sees && finder.found && !picture->outline.empty())
        draw_outline(page, *picture, x, y, side);
    else
        draw_brackets(page, x + inset, y + inset, inner, colour::paper);
}

}  // namespace kiosk

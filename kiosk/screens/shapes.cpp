#include "kiosk/screens/shapes.h"

#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace kiosk {
namespace {

Corner corner_of(const ImDrawVert& vertex) {
    return {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y, vertex.col};
}

/// The pixels whose centres lie in [low, high).
int first_pixel(float low) { return static_cast<int>(std::ceil(low - 0.5F)); }

PixelBox crossed(const PixelBox& a, const PixelBox& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

PixelBox bounds_of(const Shape& shape) {
    const auto& c = shape.corners;
    if (shape.is_rectangle)
        return {first_pixel(c[0].x), first_pixel(c[0].y), first_pixel(c[1].x), first_pixel(c[1].y)};
    const auto [left, right] = std::minmax({c[0].x, c[1].x, c[2].x});
    const auto [top, bottom] = std::minmax({c[0].y, c[1].y, c[2].y});
    return {first_pixel(left), first_pixel(top), first_pixel(right) + 1, first_pixel(bottom) + 1};
}

/// ImGui writes a rectangle as two triangles over four corners in a row: 0 1 2, 0 2 3.
bool is_upright_rectangle(const ImDrawIdx* index, const ImDrawVert* vertices) {
    const ImDrawIdx first = index[0];
    if (index[1] != first + 1 || index[2] != first + 2 || index[3] != first || index[4] != first + 2 ||
        index[5] != first + 3)
        return false;
    const ImDrawVert *a = vertices + first, *b = a + 1, *c = a + 2, *d = a + 3;
    return a->pos.y == b->pos.y && b->pos.x == c->pos.x && c->pos.y == d->pos.y && d->pos.x == a->pos.x &&
           a->pos.x <= c->pos.x && a->pos.y <= c->pos.y && a->col == b->col && b->col == c->col && c->col == d->col;
}

/// Mixes a colour into a pixel. The alpha is 0 to 255.
std::uint32_t mixed(std::uint32_t below, std::uint32_t red, std::uint32_t green, std::uint32_t blue,
                    std::uint32_t alpha) {
    const auto channel = [&](unsigned shift, std::uint32_t value) {
        const std::uint32_t old = (below >> shift) & 0xFFU;
        return ((old * (255U - alpha) + value * alpha + 127U) / 255U) << shift;
    };
    return channel(16, red) | channel(8, green) | channel(0, blue);
}

std::uint32_t mixed(std::uint32_t below, std::uint32_t colour, std::uint32_t alpha) {
    return mixed(below, colour & 0xFFU, (colour >> 8U) & 0xFFU, (colour >> 16U) & 0xFFU, alpha);
}

std::uint32_t alpha_of(std::uint32_t colour) { return colour >> 24U; }

/// A bitmap's pixel drawn over another one.
std::uint32_t pictured(std::uint32_t below, const Bitmap& bitmap, std::size_t at, std::uint32_t tint) {
    if (bitmap.kind == Bitmap::Kind::coverage) {
        const std::uint32_t covered = bitmap.coverage[at] * alpha_of(tint) / 255U;
        return covered == 0 ? below : mixed(below, tint, covered);
    }
    const std::uint32_t own = bitmap.colours[at];
    const std::uint32_t strength = alpha_of(tint);
    const std::uint32_t kept = 255U - alpha_of(own) * strength / 255U;
    const auto channel = [&](unsigned shift) {
        const std::uint32_t sum = ((own >> shift) & 0xFFU) * strength / 255U + ((below >> shift) & 0xFFU) * kept / 255U;
        return std::min(sum, std::uint32_t{255}) << shift;
    };
    return channel(16) | channel(8) | channel(0);
}

void fill(const PixelBox& box, std::uint32_t colour, const Canvas& canvas) {
    const std::uint32_t alpha = alpha_of(colour);
    for (int y = box.top; y < box.bottom; ++y) {
        std::uint32_t* row = canvas.row(y);
        if (alpha == 255U)
            std::fill(row + box.left, row + box.right, mixed(0, colour, 255U));
        else
            for (int x = box.left; x < box.right; ++x) row[x] = mixed(row[x], colour, alpha);
    }
}

/// Where along [low, high) a pixel's centre lies, as an index into `size` pixels of a bitmap.
int sampled(int pixel, float low, float high, float from, float to, int size) {
    const float along = (static_cast<float>(pixel) + 0.5F - low) / (high - low);
    return std::clamp(static_cast<int>((from + along * (to - from)) * static_cast<float>(size)), 0, size - 1);
}

void picture(const Shape& shape, const PixelBox& box, const Canvas& canvas) {
    const Bitmap& bitmap = *shape.bitmap;
    const Corner &a = shape.corners[0], &b = shape.corners[1];
    for (int y = box.top; y < box.bottom; ++y) {
        std::uint32_t* row = canvas.row(y);
        const auto line = static_cast<std::size_t>(sampled(y, a.y, b.y, a.v, b.v, bitmap.height)) *
                          static_cast<std::size_t>(bitmap.width);
        for (int x = box.left; x < box.right; ++x)
            row[x] = pictured(row[x], bitmap,
                              line + static_cast<std::size_t>(sampled(x, a.x, b.x, a.u, b.u, bitmap.width)), a.colour);
    }
}

/// Twice the signed area of a triangle.
float area(const Corner& a, const Corner& b, float x, float y) {
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// Whether a point on this edge belongs to the triangle: each shared edge is drawn by one of its two triangles.
bool owns_edge(const Corner& a, const Corner& b) { return a.y == b.y ? b.x > a.x : b.y < a.y; }

std::uint32_t blended(const std::array<Corner, 3>& c, const std::array<float, 3>& weight, unsigned shift) {
    float sum = 0.5F;
    for (std::size_t i = 0; i < 3; ++i) sum += weight[i] * static_cast<float>((c[i].colour >> shift) & 0xFFU);
    return static_cast<std::uint32_t>(std::clamp(sum, 0.0F, 255.0F));
}

void triangle(const Shape& shape, const PixelBox& box, const Canvas& canvas) {
    std::array<Corner, 3> c = shape.corners;
    float whole = area(c[0], c[1], c[2].x, c[2].y);
    if (whole == 0) return;
    if (whole < 0) std::swap(c[1], c[2]), whole = -whole;
    const std::array<bool, 3> owned = {owns_edge(c[1], c[2]), owns_edge(c[2], c[0]), owns_edge(c[0], c[1])};
    for (int y = box.top; y < box.bottom; ++y)
        for (int x = box.left; x < box.right; ++x) {
            const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
            std::array<float, 3> weight = {area(c[1], c[2], px, py), area(c[2], c[0], px, py),
                                           area(c[0], c[1], px, py)};
            bool inside = true;
            for (std::size_t i = 0; i < 3; ++i) inside = inside && (weight[i] > 0 || (weight[i] == 0 && owned[i]));
            if (!inside) continue;
            for (float& w : weight) w /= whole;
            std::uint32_t& pixel = canvas.row(y)[x];
            pixel = mixed(pixel, blended(c, weight, 0), blended(c, weight, 8), blended(c, weight, 16),
                          blended(c, weight, 24));
        }
}

}  // namespace

std::vector<Shape> shapes_of(const ImDrawData& drawing, const Canvas& canvas) {
    std::vector<Shape> shapes;
    const PixelBox all{0, 0, canvas.width, canvas.height};
    for (int l = 0; l < drawing.CmdListsCount; ++l) {
        const ImDrawList& list = *drawing.CmdLists[l];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const PixelBox clip = crossed(all, {first_pixel(command.ClipRect.x), first_pixel(command.ClipRect.y),
                                                first_pixel(command.ClipRect.z), first_pixel(command.ClipRect.w)});
            const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
            const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
            const auto* bitmap = static_cast<const Bitmap*>(command.GetTexID());
            for (unsigned i = 0; i + 2 < command.ElemCount;) {
                Shape shape{.bitmap = bitmap};
                shape.is_rectangle = i + 5 < command.ElemCount && is_upright_rectangle(indices + i, vertices);
                shape.corners[0] = corner_of(vertices[indices[i]]);
                shape.corners[1] = corner_of(vertices[indices[shape.is_rectangle ? i + 2 : i + 1]]);
                shape.corners[2] = corner_of(vertices[indices[i + 2]]);
                shape.bounds = crossed(clip, bounds_of(shape));
                i += shape.is_rectangle ? 6 : 3;
                if (!shape.bounds.is_empty()) shapes.push_back(shape);
            }
        }
    }
    return shapes;
}

std::uint64_t mark_of(const Shape& shape) {
    std::uint64_t mark = shape.is_rectangle ? 3 : 5;
    const auto add = [&](std::uint64_t value) {
        mark = (mark ^ value) * 0x9E3779B97F4A7C15U;
        mark ^= mark >> 29U;
    };
    for (const Corner& c : shape.corners) {
        add(std::uint64_t{std::bit_cast<std::uint32_t>(c.x)} << 32U | std::bit_cast<std::uint32_t>(c.y));
        add(c.colour);
        if (shape.bitmap) add(std::uint64_t{std::bit_cast<std::uint32_t>(c.u)} << 32U | std::bit_cast<std::uint32_t>(c.v));
    }
    add(shape.bitmap ? shape.bitmap->id : 0);
    const PixelBox& b = shape.bounds;
    add(static_cast<std::uint64_t>(b.left) << 48U ^ static_cast<std::uint64_t>(b.top) << 32U ^
        static_cast<std::uint64_t>(b.right) << 16U ^ static_cast<std::uint64_t>(b.bottom));
    return mark;
}

void draw_shape(const Shape& shape, const PixelBox& box, const Canvas& canvas) {
    const PixelBox part = crossed(shape.bounds, box);
    if (part.is_empty()) return;
    if (!shape.is_rectangle)
        triangle(shape, part, canvas);
    else if (shape.bitmap)
        picture(shape, part, canvas);
    else
        fill(part, shape.corners[0].colour, canvas);
}

}  // namespace kiosk

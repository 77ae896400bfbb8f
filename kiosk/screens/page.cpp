#include "kiosk/screens/page.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace kiosk {

Page::Page(ImDrawList& ink, TextPress& press, float width, float height, bool mirrored)
    : ink_(ink), press_(press), width_(width), height_(height), unit_(std::min(width, height) / 1080.0F),
      mirrored_(mirrored) {}

const Text& Page::set(std::string_view text, const TextStyle& style, const TextRoom& room) {
    TextRoom seen_room = room;
    seen_room.flush_right = mirrored_;
    return press_.set(text, style, seen_room);
}

void Page::place(const Text& text, float x, float y) {
    if (!text.bitmap) return;
    const float words_left = mirrored_ ? width_ - x - text.width : x;
    // On whole pixels: the bitmap is drawn as it was set, never blurred.
    const ImVec2 from{std::round(words_left) + text.left, std::round(y) + text.top};
    const ImVec2 to{from.x + static_cast<float>(text.bitmap->width), from.y + static_cast<float>(text.bitmap->height)};
    const bool own_colours = text.bitmap->kind == Bitmap::Kind::colour;
    ink_.AddImage(const_cast<Bitmap*>(text.bitmap), from, to, {0, 0}, {1, 1}, own_colours ? 0xFFFFFFFFU : text.colour);
}

void Page::place_ending(const Text& text, float right, float y) { place(text, right - text.width, y); }

void Page::place_centred(const Text& text, float centre, float y) { place(text, centre - text.width / 2, y); }

void Page::fill(float x, float y, float width, float height, std::uint32_t colour, float rounding) {
    const float left = std::round(seen_left(x, width)), top = std::round(y);
    const float right = std::round(left + width), bottom = std::round(y + height);
    const float radius = std::min({rounding, (right - left) / 2, (bottom - top) / 2});
    if (radius < 1) return ink_.AddRectFilled({left, top}, {right, bottom}, colour);
    // Two bars with round corners: a large area made of triangles would cost the rasteriser many times as much.
    const float inset = std::floor(radius);
    ink_.AddRectFilled({left + inset, top}, {right - inset, bottom}, colour);
    ink_.AddRectFilled({left, top + inset}, {right, bottom - inset}, colour);
    for (const float centre_x : {left + inset, right - inset})
        for (const float centre_y : {top + inset, bottom - inset})
            ink_.AddCircleFilled({centre_x, centre_y}, inset, colour, 24);
}

void Page::rule(float x, float y, float width) {
    fill(x, y, width, std::max(1.0F, std::round(units(2))), colour::line);
}

void Page::bar(float x, float y, float width, float height, double progress, std::uint32_t colour) {
    const float rounding = height / 2;
    fill(x, y, width, height, colour::track, rounding);
    const float done = width * static_cast<float>(std::clamp(progress, 0.0, 1.0));
    if (done >= height) fill(x, y, done, height, colour, rounding);
}

void Page::circle(float x, float y, float radius, std::uint32_t colour, bool filled) {
    const float centre = mirrored_ ? width_ - x : x;
    if (filled)
        ink_.AddCircleFilled({centre, y}, radius, colour, 24);
    else
        ink_.AddCircle({centre, y}, radius - units(1), colour, 24, units(2));
}

void Page::stroke(std::span<const float> points, std::uint32_t colour, float thickness) {
    const auto at = [&](std::size_t i) { return ImVec2{seen_left(points[i], 0), points[i + 1]}; };
    for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
        ink_.AddCircleFilled(at(i), thickness / 2, colour, 16);
        if (i >= 2) ink_.AddLine(at(i - 2), at(i), colour, thickness);
    }
}

void Page::form(std::span<const float> corners, std::uint32_t colour) {
    for (std::size_t i = 0; i + 1 < corners.size(); i += 2) ink_.PathLineTo({seen_left(corners[i], 0), corners[i + 1]});
    ink_.PathFillConvex(colour);
}

void Page::picture(const Bitmap& bitmap, float x, float y, float width, float height) {
    const ImVec2 from{std::round(seen_left(x, width)), std::round(y)};
    ink_.AddImage(const_cast<Bitmap*>(&bitmap), from, {from.x + std::round(width), from.y + std::round(height)});
}

TextStyle status_style(const Page& page, bool alarms) {
    if (alarms) return {page.units(32), Weight::semibold, colour::alarm};
    return {page.units(27), Weight::regular, colour::soft};
}

}  // namespace kiosk

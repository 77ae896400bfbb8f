#include "kiosk/screens/page.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace kiosk {

Page::Page(ImDrawList& ink, TextPress& press, float width, float height, bool mirrored)
    : ink_(ink), press_(press), width_(width), height_(height), unit_(std::min(width, height) / 1080.0F),
      mirrored_(mirrored) {}

const Text& Page::set(std::string_view text, const TextStyle& style, const TextRoom& room) {
    return press_.set(text, style, room);
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
    const float left = std::round(mirrored_ ? width_ - x - width : x);
    ink_.AddRectFilled({left, std::round(y)}, {std::round(left + width), std::round(y + height)}, colour, rounding);
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

}  // namespace kiosk

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/screens/text.h"
#include "kiosk/screens/theme.h"

struct ImDrawList;

namespace kiosk {

/// One frame of a screen while it is drawn. Lengths are pixels; `u` is the unit of all sizes, 1/1080 of the shorter
/// side. For a language that runs right to left everything is placed as in a mirror.
class Page {
  public:
    Page(ImDrawList& ink, TextPress& press, float width, float height, bool mirrored);

    float width() const { return width_; }
    float height() const { return height_; }
    bool is_mirrored() const { return mirrored_; }
    bool is_portrait() const { return height_ > width_; }
    float units(float count) const { return count * unit_; }
    float margin() const { return units(72); }

    /// Sets a text without placing it.
    const Text& set(std::string_view text, const TextStyle& style, const TextRoom& room);

    /// Places a text with its top left corner (mirrored: top right) there.
    void place(const Text& text, float x, float y);

    /// Places a text so that it ends at `right`.
    void place_ending(const Text& text, float right, float y);

    void place_centred(const Text& text, float centre, float y);

    void fill(float x, float y, float width, float height, std::uint32_t colour, float rounding = 0);

    /// A hair line.
    void rule(float x, float y, float width);

    /// A bar of how far something has come, 0 to 1.
    void bar(float x, float y, float width, float height, double progress, std::uint32_t colour);

    void circle(float x, float y, float radius, std::uint32_t colour, bool filled);

    /// A line of straight pieces through points (x, y pairs), with round ends.
    void stroke(std::span<const float> points, std::uint32_t colour, float thickness);

    /// A convex form with these corners (x, y pairs).
    void form(std::span<const float> corners, std::uint32_t colour);

    /// A picture that lives until the frame is drawn; never mirrored itself.
    void picture(const Bitmap& bitmap, float x, float y, float width, float height);

    /// Where [x, x + width) begins on the screen as it is seen.
    float seen_left(float x, float width) const { return mirrored_ ? width_ - x - width : x; }

  private:
    ImDrawList& ink_;
    TextPress& press_;
    float width_;
    float height_;
    float unit_;
    bool mirrored_;
};

/// How the line looks that says how far a screen can be relied on.
TextStyle status_style(const Page& page, bool alarms);

}  // namespace kiosk

#include "kiosk/screens/phone_code.h"

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

constexpr std::uint32_t white = colour::rgb(0xffffff), black = colour::rgb(0x000000);

float modules(const QrCode& code) { return static_cast<float>(code.size + 2 * quiet_zone); }

const Text& heading_of(Page& page, const PhonePanel& panel, float width) {
    const std::uint32_t colour = panel.code.size > 0 ? colour::paper : colour::alarm;
    return page.set(panel.heading, {page.units(44), Weight::semibold, colour}, {.width_px = width, .lines = 2, .smallest_px = page.units(32)});
}

const Text& text_of(Page& page, const PhonePanel& panel, float width) {
    return page.set(panel.text, {page.units(34), Weight::regular, colour::soft},
                    {.width_px = width, .lines = 3, .smallest_px = page.units(26)});
}

}  // namespace

float code_side(const Page& page, const QrCode& code, float wanted) {
    if (code.size == 0) return 0;
    const float shorter = std::min(page.width(), page.height());
    const float least = std::ceil(shorter / 5 / static_cast<float>(code.size));
    return std::max(least, std::floor(wanted / modules(code))) * modules(code);
}

float phone_panel_height(const Page& page, const PhonePanel& panel) { return std::max(page.units(110), code_side(page, panel.code)); }

void draw_code(Page& page, const QrCode& code, float x, float y, float side) {
    const float module = std::floor(side / modules(code));
    page.fill(x, y, side, side, white, page.units(10));
    // Where the page is mirrored, what `fill` is given is mirrored back.
    const float left = std::round(page.seen_left(x, side)) + module * quiet_zone, top = std::round(y) + module * quiet_zone;
    for (int row = 0; row < code.size; ++row)
        for (int column = 0, end = 0; column < code.size; column = end + 1) {
            for (end = column; end < code.size && code.dark_at(end, row);) ++end;
            const float width = module * static_cast<float>(end - column);
            const float seen = left + module * static_cast<float>(column);
            if (end > column) page.fill(page.seen_left(seen, width), top + module * static_cast<float>(row), width, module, black);
        }
}

void draw_phone_panel(Page& page, const PhonePanel& panel, float x, float y, float width) {
    const float side = code_side(page, panel.code);
    if (side > 0) draw_code(page, panel.code, x, y, side);
    const float words_left = side > 0 ? x + side + page.units(40) : x;
    const float room = x + width - words_left;
    const Text& heading = heading_of(page, panel, room);
    const Text& text = text_of(page, panel, room);
    const float taken = heading.height + page.units(6) + text.height;
    const float top = y + std::max(0.0F, (phone_panel_height(page, panel) - taken) / 2);
    page.place(heading, words_left, top);
    page.place(text, words_left, top + heading.height + page.units(6));
}

float draw_phone_column(Page& page, const PhonePanel& panel, float x, float y, float width) {
    const float side = code_side(page, panel.code);
    if (side > 0) {
        draw_code(page, panel.code, x, y, side);
        y += side + page.units(18);
    }
    const Text& heading = heading_of(page, panel, width);
    page.place(heading, x, y);
    y += heading.height + page.units(4);
    const Text& text = text_of(page, panel, width);
    page.place(text, x, y);
    return y + text.height;
}

}  // namespace kiosk

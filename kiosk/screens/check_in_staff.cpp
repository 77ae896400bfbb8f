#include <algorithm>

#include "kiosk/screens/check_in_parts.h"

namespace kiosk {
namespace {

struct KeyPlace {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;
};

void draw_key(Page& page, const KeyPlace& place, std::string_view words, TouchArea touch, std::vector<TouchArea>& areas) {
    page.fill(place.x, place.y, place.width, place.height, colour::well, page.units(14));
    const Text& text = page.set(words, {page.units(40), Weight::semibold, colour::paper},
                                {.width_px = place.width - page.units(12), .smallest_px = page.units(26)});
    page.place_centred(text, place.x + place.width / 2, place.y + (place.height - text.height) / 2);
    touch.left = page.seen_left(place.x, place.width);
    touch.top = place.y;
    touch.width = place.width;
    touch.height = place.height;
    areas.push_back(std::move(touch));
}

}  // namespace

void draw_staff(Page& page, const StaffView& view, std::vector<TouchArea>& areas) {
    const float left = page.margin(), whole = page.width() - 2 * left;
    float y = page.units(page.is_portrait() ? 240 : 64);
    const auto put = [&](std::string_view words, float size_u, Weight weight, std::uint32_t colour) {
        const Text& text = page.set(words, {page.units(size_u), weight, colour},
                                    {.width_px = whole, .smallest_px = page.units(28)});
        page.place(text, left, y);
    };
    put(view.title, 72, Weight::bold, colour::paper);
    y += page.units(104);
    put(view.hint, 38, Weight::regular, colour::soft);
    y += page.units(70);
    put(view.dots, 54, Weight::bold, colour::paper);
    y += page.units(84);

    constexpr float columns = 10;
    const float gap = page.units(12);
    const float key = std::min((whole - gap * (columns - 1)) / columns, page.units(150));
    const float key_height = page.units(100);
    for (const std::string& row : view.rows) {
        float x = left;
        for (const char letter : row) {
            // Keys stand as on every keyboard, also where words run from right to left.
            const float placed = page.is_mirrored() ? page.width() - x - key : x;
            draw_key(page, {placed, y, key, key_height}, letter == ' ' ? "␣" : std::string{letter},
                     {.asks = TouchArea::Asks::letter, .what = {letter}}, areas);
            x += key + gap;
        }
        y += key_height + gap;
    }
    const float wide = 2.4F * key;
    float x = left;
    const auto button = [&](std::string_view words, TouchArea::Asks asks) {
        draw_key(page, {x, y, wide, key_height}, words, {.asks = asks}, areas);
        x += wide + gap;
    };
    button("ABC abc", TouchArea::Asks::capitals);
    button("←", TouchArea::Asks::erase);
    button(view.back, TouchArea::Asks::back);
    button(view.leave, TouchArea::Asks::leave);
}

}  // namespace kiosk

#include "kiosk/screens/sign.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace kiosk {

SignColours colours_of(Sign sign) {
    using colour::rgb;
    switch (sign) {
        case Sign::go: return {rgb(0x0c3b25), rgb(0x092b1b), rgb(0xcfeedd), colour::now};
        case Sign::look: return {rgb(0x4a3405), rgb(0x372603), rgb(0xfbe7b8), colour::next};
        case Sign::stop: return {rgb(0x4d0f14), rgb(0x3a0a0e), rgb(0xffd9d5), colour::alarm};
    }
    return {};
}

void draw_sign(Page& page, Sign sign, float x, float y, float side) {
    const SignColours colours = colours_of(sign);
    const float thick = side * 0.09F;
    const auto at = [&](float along, float down) {
        return std::pair{x + side * (page.is_mirrored() ? 1 - along : along), y + side * down};
    };
    const auto line = [&](std::initializer_list<std::pair<float, float>> points) {
        std::vector<float> flat;
        for (const auto& [along, down] : points) {
            const auto [px, py] = at(along, down);
            flat.insert(flat.end(), {px, py});
        }
        return flat;
    };
    switch (sign) {
        case Sign::go:
            page.fill(x, y, side, side, colours.sign, side / 2);
            return page.stroke(line({{0.31F, 0.51F}, {0.44F, 0.64F}, {0.69F, 0.38F}}), colours.ground, thick);
        case Sign::look:
            page.fill(x, y, side, side, colours.sign, side * 0.18F);
            page.stroke(line({{0.5F, 0.28F}, {0.5F, 0.56F}}), colours.ground, thick);
            return page.circle(x + side / 2, y + side * 0.72F, thick * 0.6F, colours.ground, true);
        case Sign::stop: {
            constexpr float cut = 0.29F;
            page.form(line({{cut, 0}, {1 - cut, 0}, {1, cut}, {1, 1 - cut}, {1 - cut, 1}, {cut, 1}, {0, 1 - cut}, {0, cut}}),
                      colours.sign);
            page.stroke(line({{0.34F, 0.34F}, {0.66F, 0.66F}}), colours.ground, thick);
            return page.stroke(line({{0.66F, 0.34F}, {0.34F, 0.66F}}), colours.ground, thick);
        }
    }
}

}  // namespace kiosk

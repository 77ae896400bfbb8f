#include "kiosk/screens/check_in_screen.h"

#include <algorithm>
#include <array>

#include "kiosk/screens/check_in_parts.h"
#include "kiosk/screens/room_screen.h"

namespace kiosk {
namespace {

/// The colours of one sign: a ground that fills the screen, words on it that have a contrast of 7:1 or more.
struct SignColours {
    std::uint32_t ground;
    std::uint32_t card;
    std::uint32_t words;
    std::uint32_t sign;
};

SignColours colours_of(Sign sign) {
    using colour::rgb;
    switch (sign) {
        case Sign::go: return {rgb(0x0c3b25), rgb(0x092b1b), rgb(0xcfeedd), colour::now};
        case Sign::look: return {rgb(0x4a3405), rgb(0x372603), rgb(0xfbe7b8), colour::next};
        case Sign::stop: return {rgb(0x4d0f14), rgb(0x3a0a0e), rgb(0xffd9d5), colour::alarm};
    }
    return {};
}

constexpr float sign_side_u = 190;

/// A tick in a circle, a mark in a square, a cross in an octagon: told apart without their colours.
void draw_sign(Page& page, Sign sign, float x, float y, const SignColours& colours) {
    const float side = page.units(sign_side_u), thick = page.units(17);
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

float card_height(const Page& page) { return page.units(page.is_portrait() ? 350 : 262); }

void draw_card(Page& page, const NextCard& card, float y, const SignColours& colours) {
    const float left = page.units(96), whole = page.width() - 2 * left, height = card_height(page);
    page.fill(left, y, whole, height, colours.card, page.units(28));
    const float inner = left + page.units(56), right = left + whole - page.units(56);
    const Text& span = page.set(card.span, {page.units(94), Weight::semibold, colour::paper},
                                {.width_px = whole * 0.36F, .smallest_px = page.units(54)});
    const Text& time = page.set(card.time, {page.units(38), Weight::regular, colours.words}, {whole * 0.36F});
    const float both = span.height + time.height;
    page.place_ending(span, right, y + (height - both) / 2);
    page.place_ending(time, right, y + (height - both) / 2 + span.height);

    const float width = right - inner - std::max(span.width, time.width) - page.units(40);
    const Text& label = page.set(card.label, {page.units(30), Weight::semibold, colours.words, 0.04F},
                                 {.width_px = width, .smallest_px = page.units(26)});
    const Text& title = page.set(card.title, {page.units(56), Weight::semibold, colour::paper},
                                 {.width_px = width, .lines = page.is_portrait() ? 2 : 1, .smallest_px = page.units(40)});
    const Text& detail = page.set(card.detail, {page.units(38), Weight::regular, colours.words},
                                  {.width_px = width, .lines = page.is_portrait() ? 2 : 1, .smallest_px = page.units(30)});
    float top = y + (height - label.height - title.height - detail.height - page.units(8)) / 2;
    page.place(label, inner, top);
    page.place(title, inner, top += label.height + page.units(4));
    page.place(detail, inner, top + title.height + page.units(4));
}

void draw_verdict(Page& page, const VerdictView& view) {
    const SignColours colours = colours_of(view.sign);
    const float left = page.units(96), whole = page.width() - 2 * left;
    page.fill(0, 0, page.width(), page.height(), colours.ground);
    float y = page.is_portrait() ? page.height() * 0.12F : page.units(96);
    draw_sign(page, view.sign, left, y, colours);
    y += page.units(sign_side_u + 56);

    const Text& foot = page.set(view.foot, {page.units(38), Weight::regular, colours.words},
                                {.width_px = whole, .lines = 2, .smallest_px = page.units(30)});
    float bottom = page.height() - page.units(84);
    if (foot.bitmap) {
        bottom -= foot.height;
        page.place(foot, left, bottom);
        bottom -= page.units(30);
    }
    if (view.card) bottom -= card_height(page);

    const float title_room = std::max(page.units(150), (bottom - y) * (view.card ? 0.52F : 0.5F));
    const Text& title = page.set(view.title, {page.units(view.sign == Sign::go ? 168 : 144), Weight::bold, colour::paper},
                                 {.width_px = whole, .lines = page.is_portrait() ? 4 : 2, .smallest_px = page.units(60),
                                  .height_px = title_room});
    page.place(title, left, y);
    y += title.height + page.units(14);
    for (const std::string& line : view.lines) {
        const Text& text = page.set(line, {page.units(50), Weight::regular, colours.words},
                                    {.width_px = whole, .lines = page.is_portrait() ? 3 : 2, .smallest_px = page.units(36)});
        if (y + text.height > bottom) break;
        page.place(text, left, y);
        y += text.height + page.units(10);
    }
    if (view.card) draw_card(page, *view.card, page.is_portrait() ? std::min(bottom, y + page.units(90)) : bottom, colours);
}

void add_corners(const Page& page, std::vector<TouchArea>& areas) {
    const float side = page.units(150);
    for (const float left : {0.0F, page.width() - side})
        for (const float top : {0.0F, page.height() - side})
            areas.push_back({left, top, side, side, TouchArea::Asks::corner, {}});
}

}  // namespace

std::vector<TouchArea> draw_check_in(Page& page, const CheckInView& view, const CameraPicture* picture) {
    std::vector<TouchArea> areas;
    if (const auto* staff = std::get_if<StaffView>(&view.shown)) {
        draw_staff(page, *staff, areas);
        return areas;
    }
    if (const auto* idle = std::get_if<IdleView>(&view.shown))
        draw_idle(page, *idle, picture, areas);
    else if (const auto* sign = std::get_if<RoomView>(&view.shown))
        draw_room(page, *sign, picture);
    else
        draw_verdict(page, std::get<VerdictView>(view.shown));
    add_corners(page, areas);
    return areas;
}

}  // namespace kiosk

#include "kiosk/screens/check_in_screen.h"

#include <algorithm>
#include <array>

#include "kiosk/screens/check_in_parts.h"
#include "kiosk/screens/room_screen.h"
#include "kiosk/screens/sign.h"

namespace kiosk {
namespace {

constexpr float sign_side_u = 190;

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
    draw_sign(page, view.sign, left, y, page.units(sign_side_u));
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

#include <algorithm>
#include <array>

#include "kiosk/screens/check_in_parts.h"
#include "kiosk/screens/phone_code.h"
#include "kiosk/screens/sign.h"
#include "kiosk/screens/view_finder.h"

namespace kiosk {
namespace {

constexpr float smallest_u = 26;
constexpr float smallest_finder_u = 180;  // on a screen that is hardly higher than wide

/// A part of the screen that is filled from the top.
struct Part {
    float x = 0;
    float width = 0;
    float y = 0;
};

void put(Page& page, Part& part, const Text& text, float gap_u) {
    if (!text.bitmap) return;
    page.place(text, part.x, part.y);
    part.y += text.height + page.units(gap_u);
}

ViewFinder finder_of(const IdleView& view) {
    return {.sees = view.has_camera && !view.camera_fails, .found = view.camera_found};
}

bool has_large_code(const IdleView& view) { return view.phone && view.phone->code.size > 0 && !view.has_camera; }

/// What became of somebody's check-in by phone, in a box of this height.
void draw_greeting(Page& page, const PhoneGreeting& greeting, const Part& part, float height) {
    const SignColours colours = colours_of(greeting.sign);
    const bool is_small = page.is_portrait();
    const float pad = page.units(is_small ? 30 : 44), side = page.units(is_small ? 130 : 190), inside = height - 2 * pad;
    const float x = part.x + 2 * pad + side, width = part.width - 3 * pad - side;
    std::vector<const Text*> texts = {
        &page.set(greeting.title, {page.units(is_small ? 80 : 112), Weight::bold, colour::paper},
                  {.width_px = width, .lines = is_small ? 2 : 3, .smallest_px = page.units(46), .height_px = inside})};
    float whole = texts.front()->height;
    for (const std::string& line : greeting.lines) {
        const Text& text = page.set(line, {page.units(44), Weight::regular, colours.words},
                                    {.width_px = width, .lines = 3, .smallest_px = page.units(34)});
        if (whole + text.height > inside) break;
        whole += text.height;
        texts.push_back(&text);
    }
    page.fill(part.x, part.y, part.width, height, colours.ground, page.units(28));
    draw_sign(page, greeting.sign, part.x + pad, part.y + (height - side) / 2, side);
    float y = part.y + (height - whole) / 2;
    for (const Text* text : texts) {
        page.place(*text, x, y);
        y += text->height;
    }
}

struct Line {
    const Text& text;
    float gap_u = 0;
};

std::vector<Line> invitation_lines(Page& page, const IdleView& view, float width, float height) {
    const float size_u = page.is_portrait() || (view.phone && !has_large_code(view)) ? 104 : 128;
    std::vector<Line> lines = {{page.set(view.invitation, {page.units(size_u), Weight::bold, colour::paper},
                                         {.width_px = width, .lines = page.is_portrait() ? 2 : 4, .smallest_px = page.units(64), .height_px = height}),
                                page.is_portrait() ? 24.0F : 50.0F}};
    for (const std::string& hint : view.hints)
        lines.push_back({page.set(hint, {page.units(44), Weight::regular, colour::soft},
                                  {.width_px = width, .lines = 2, .smallest_px = page.units(34)}),
                         6});
    return lines;
}

void draw_invitation(Page& page, const IdleView& view, Part& part, float height) {
    put(page, part,
        page.set(view.event, {page.units(38), Weight::regular, colour::soft},
                 {.width_px = part.width, .lines = 2, .smallest_px = page.units(30)}),
        page.is_portrait() ? 40 : 96);
    const Part before = part;
    const std::vector<Line> lines = invitation_lines(page, view, part.width, height);
    if (!view.greeting)
        for (const Line& line : lines) put(page, part, line.text, line.gap_u);
    else
        for (const Line& line : lines) part.y += line.text.bitmap ? line.text.height + page.units(line.gap_u) : 0;
    // It has the place of the invitation and no more: the code stays where phones aim at it.
    if (view.greeting) draw_greeting(page, *view.greeting, before, part.y - before.y);
}

void draw_what_is_on(Page& page, const IdleView& view, Part part, float bottom) {
    page.rule(part.x, part.y, part.width);
    part.y += page.units(34);
    const Text& status = page.set(view.status, status_style(page, view.status_alarms),
                                  {.width_px = part.width, .smallest_px = page.units(smallest_u)});
    if (view.status_alarms) {
        put(page, part, status, 22);
    } else if (!view.status.empty()) {
        bottom -= status.height + page.units(8);  // small and quiet, but said, rather than the last of what is on
    }
    const Text& label = page.set(view.now_label, {page.units(33), Weight::semibold, colour::paper}, {part.width});
    for (const std::string& line : view.now) {
        const Text& text = page.set(line, {page.units(33), Weight::regular, colour::soft},
                                    {.width_px = part.width, .lines = 2, .smallest_px = page.units(30)});
        const bool is_first = &line == &view.now.front();
        if (part.y + text.height + (is_first ? label.height + page.units(8) : 0) > bottom) break;
        if (is_first) put(page, part, label, 8);
        put(page, part, text, 8);
    }
    if (!view.status_alarms) page.place(status, part.x, part.y);
}

/// The languages on lines that end at `bottom`. @return where the first line begins
float draw_languages(Page& page, const IdleView& view, const Part& part, float bottom, std::vector<TouchArea>& areas) {
    const float gap = page.units(30), pad = page.units(15);
    std::vector<const Text*> names;
    std::vector<std::vector<std::size_t>> lines(1);
    float x = 0;
    for (const LanguageName& name : view.languages) {
        const Weight weight = name.chosen ? Weight::bold : Weight::regular;
        names.push_back(&page.set(name.name, {page.units(33), weight, name.chosen ? colour::paper : colour::soft}, {part.width}));
        if (x > 0 && x + names.back()->width > part.width) lines.emplace_back(), x = 0;
        lines.back().push_back(names.size() - 1);
        x += names.back()->width + gap;
    }
    const float line_height = page.units(74), top = bottom - line_height * static_cast<float>(lines.size());
    for (std::size_t l = 0; l < lines.size(); ++l) {
        x = part.x;
        const float y = top + line_height * static_cast<float>(l);
        for (const std::size_t i : lines[l]) {
            page.place(*names[i], x, y + (line_height - names[i]->height) / 2);
            areas.push_back({page.seen_left(x - pad, names[i]->width + 2 * pad), y, names[i]->width + 2 * pad, line_height,
                             TouchArea::Asks::language, view.languages[i].language});
            x += names[i]->width + gap;
        }
    }
    return top;
}

/// Where there is no camera: the code for phones, as large as its place, with its words below.
void draw_large_code(Page& page, const PhonePanel& panel, Part& part) {
    const float side = code_side(page, panel.code, part.width);
    draw_code(page, panel.code, part.x, part.y, side);
    part.y += side + page.units(24);
    put(page, part, page.set(panel.heading, {page.units(44), Weight::semibold, colour::paper}, {.width_px = part.width, .lines = 2}), 4);
    put(page, part, page.set(panel.text, {page.units(34), Weight::regular, colour::soft}, {.width_px = part.width, .lines = 2}), 32);
}

void draw_camera_words(Page& page, const IdleView& view, Part& part) {
    const std::uint32_t colour = view.camera_fails ? colour::alarm : view.camera_found ? colour::now : colour::soft;
    put(page, part,
        page.set(view.camera, {page.units(36), Weight::regular, colour},
                 {.width_px = part.width, .lines = 2, .smallest_px = page.units(30)}),
        32);
}

/// What visitors aim with or at: the camera's picture, or where there is no camera the code for phones.
///
/// @param column  what is said of the camera goes across it
/// @return        where the words below end
float draw_aim(Page& page, const IdleView& view, const CameraPicture* picture, Part place, float gap_u, const Part& column) {
    if (has_large_code(view)) {
        draw_large_code(page, *view.phone, place);
        return place.y;
    }
    draw_view_finder(page, finder_of(view), picture, place.x, place.y, place.width);
    Part below{column.x, column.width, place.y + place.width + page.units(gap_u)};
    draw_camera_words(page, view, below);
    return below.y;
}

}  // namespace

void draw_idle(Page& page, const IdleView& view, const CameraPicture* picture, std::vector<TouchArea>& areas) {
    const float width = page.width(), height = page.height(), margin = page.margin();
    const bool is_large = has_large_code(view);
    // The panel stands on the languages' shoulders.
    const auto draw_panel = [&](const Part& part, float bottom) {
        if (!view.phone || is_large) return bottom;
        const float top = bottom - phone_panel_height(page, *view.phone) - page.units(20);
        draw_phone_panel(page, *view.phone, part.x, top, part.width);
        return top - page.units(20);
    };
    if (page.is_portrait()) {
        Part whole{margin, width - 2 * margin, page.units(80)};
        const float languages = draw_panel(whole, draw_languages(page, view, whole, height - page.units(40), areas));
        draw_invitation(page, view, whole, page.units(280));
        const float rest = languages - whole.y - page.units(400);
        Part finder{0, std::clamp(rest, page.units(smallest_finder_u), whole.width), whole.y + page.units(40)};
        finder.x = (width - finder.width) / 2;
        whole.y = draw_aim(page, view, picture, finder, 24, whole);
        return draw_what_is_on(page, view, whole, languages);
    }
    const float split = std::min(width * 0.604F, width - page.units(560));
    page.fill(split, 0, width - split, height, colour::panel);
    Part left{margin, split - margin - page.units(40), page.units(72)};
    const float languages = draw_panel(left, draw_languages(page, view, left, height - page.units(40), areas));
    draw_invitation(page, view, left, std::max(page.units(200), languages - left.y - page.units(view.phone && !is_large ? 270 : 400)));
    Part right{split + page.units(64), width - split - page.units(128), margin};
    Part finder = right;
    finder.width = std::min(right.width, height * (is_large ? 0.54F : 0.585F));
    right.y = draw_aim(page, view, picture, finder, 32, right);
    draw_what_is_on(page, view, right, height - page.units(40));
}

}  // namespace kiosk

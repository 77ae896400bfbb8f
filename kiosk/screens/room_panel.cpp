#include "kiosk/screens/room_panel.h"

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/phone_code.h"

namespace kiosk {
namespace {

bool has_code(const DoorFoot& foot) { return foot.phone && foot.phone->code.size > 0; }

/// Where there is no camera, the code for phones stands for how to hold one.
bool has_finder(const DoorFoot& foot) {
    return foot.panel.checks_in && !foot.panel.alarm && (foot.panel.has_camera || !has_code(foot));
}

float finder_side(const Page& page) { return page.units(page.is_portrait() ? 250 : 200); }

constexpr float above_u = 36;

/// Where words have their place.
struct Area {
    float left = 0, width = 0, top = 0, height = 0;
};

std::vector<std::string> lines_of(const DoorFoot& foot) {
    std::vector<std::string> lines = foot.panel.lines;
    if (!foot.phone) return lines;
    for (const std::string& line : {foot.phone->heading, foot.phone->text})
        if (!line.empty()) lines.push_back(line);
    return lines;
}

void draw_words(Page& page, const DoorFoot& foot, const Area& room) {
    const Text& title = page.set(foot.panel.title, {page.units(56), Weight::bold, foot.panel.alarm ? colour::alarm : colour::paper},
                                 {.width_px = room.width, .lines = 2, .smallest_px = page.units(42), .height_px = room.height * 0.5F});
    std::vector<const Text*> lines;
    float whole = title.height;
    for (const std::string& line : lines_of(foot)) {
        const Text& text = page.set(line, {page.units(38), Weight::regular, colour::soft},
                                    {.width_px = room.width, .lines = 2, .smallest_px = page.units(32)});
        if (whole + text.height > room.height) break;
        whole += text.height;
        lines.push_back(&text);
    }
    float y = room.top + (room.height - whole) / 2;
    page.place(title, room.left, y);
    y += title.height;
    for (const Text* text : lines) {
        page.place(*text, room.left, y);
        y += text->height;
    }
}

}  // namespace

float door_foot_height(const Page& page, const DoorFoot& foot) {
    const float least = has_finder(foot) ? finder_side(page) : page.units(page.is_portrait() ? 190 : 170);
    return page.units(above_u) + std::max(least, has_code(foot) ? code_side(page, foot.phone->code) : 0);
}

void draw_door_foot(Page& page, const DoorFoot& foot, const CameraPicture* picture, float top) {
    const float left = page.margin(), whole = page.width() - 2 * left, gap = page.units(48);
    page.rule(left, top, whole);
    Area room{left, whole, top + page.units(above_u), door_foot_height(page, foot) - page.units(above_u)};
    const auto at_start = [&](float side) {
        const float x = room.left;
        room.left += side + gap;
        room.width -= side + gap;
        return x;
    };
    if (has_finder(foot))
        draw_view_finder(page, {.sees = foot.panel.has_camera, .found = foot.panel.camera_found}, picture, at_start(room.height),
                         room.top, room.height);
    if (has_code(foot)) {
        const float side = code_side(page, foot.phone->code), y = room.top + (room.height - side) / 2;
        const float end = room.left + room.width - side;
        if (has_finder(foot)) room.width -= side + gap;
        draw_code(page, foot.phone->code, has_finder(foot) ? end : at_start(side), y, side);
    }
    draw_words(page, foot, room);
}

}  // namespace kiosk

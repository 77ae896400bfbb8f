#include "kiosk/screens/room_panel.h"

#include <vector>

namespace kiosk {
namespace {

bool has_finder(const DoorPanel& panel) { return panel.checks_in && !panel.alarm; }

float finder_side(const Page& page) { return page.units(page.is_portrait() ? 250 : 200); }

constexpr float above_u = 36;

}  // namespace

float door_panel_height(const Page& page, const DoorPanel& panel) {
    return page.units(above_u) + (has_finder(panel) ? finder_side(page) : page.units(page.is_portrait() ? 190 : 170));
}

void draw_door_panel(Page& page, const DoorPanel& panel, const CameraPicture* picture, float top) {
    const float left = page.margin(), right = page.width() - left;
    page.rule(left, top, right - left);
    const float from = top + page.units(above_u), height = door_panel_height(page, panel) - page.units(above_u);
    float x = left;
    if (has_finder(panel)) {
        draw_view_finder(page, {.sees = panel.has_camera, .found = panel.camera_found}, picture, left, from, height);
        x += height + page.units(48);
    }
    const float width = right - x;
    const Text& title = page.set(panel.title, {page.units(56), Weight::bold, panel.alarm ? colour::alarm : colour::paper},
                                 {.width_px = width, .lines = 2, .smallest_px = page.units(42), .height_px = height * 0.5F});
    std::vector<const Text*> lines;
    float whole = title.height;
    for (const std::string& line : panel.lines) {
        const Text& text = page.set(line, {page.units(38), Weight::regular, colour::soft},
                                    {.width_px = width, .lines = 2, .smallest_px = page.units(32)});
        if (whole + text.height > height) break;
        whole += text.height;
        lines.push_back(&text);
    }
    float y = from + (height - whole) / 2;
    page.place(title, x, y);
    y += title.height;
    for (const Text* text : lines) {
        page.place(*text, x, y);
        y += text->height;
    }
}

}  // namespace kiosk

#include "kiosk/screens/check_in_screen.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/stage.h"
#include "tests/screens/pixels.h"

using namespace kiosk;

namespace {

const std::string long_text =
    "Everything that you always wanted to know about names and titles of a length that nobody has seen at a door before, "
    "written by people who are in no hurry at all";

struct Shape {
    int width = 0, height = 0;
};
const std::vector<Shape> shapes = {{1280, 720}, {1920, 1080}, {1080, 1920}, {720, 1280}, {1024, 768}};

CheckInView verdict(Sign sign, const std::string& text) {
    return {.shown = VerdictView{sign, text, {text, text}, NextCard{text, text, text, "23 h 45 min", "tomorrow 09:00"}, text}};
}

CheckInView idle(const std::string& text) {
    IdleView view{.event = text, .invitation = text, .hints = {text, text}, .has_camera = true, .camera = text};
    view.now_label = "On now";
    view.now.assign(3, text);
    view.languages = offered_languages();
    view.status = text;
    return {.shown = view};
}

CheckInView door(const std::string& text) {
    RoomView view{.room = text, .where = text, .clock = "10:15", .event = text, .day = text};
    view.now = {{"ON NOW", text, text, "started 10:00", "until 11:30", 0.3, {"full · 12 of 12", true}}};
    view.next = DoorNext{"NEXT · 12:00", text, text, {"3 of 12 seats", false}};
    view.later.assign(5, {"14:00", text});
    view.panel = DoorPanel{.title = text, .lines = {text, text}, .checks_in = true, .has_camera = true};
    view.status = text;
    return {.shown = view};
}

/// A code of version 5, the largest that there may be.
PhonePanel phone_panel(const std::string& text) { return {{.size = 37, .is_dark = std::vector<bool>(37 * 37, true)}, text, text}; }

CheckInView idle_with_phones(const std::string& text, bool has_camera) {
    CheckInView view = idle(text);
    auto& shown = std::get<IdleView>(view.shown);
    shown.has_camera = has_camera;
    shown.phone = phone_panel(text);
    shown.greeting = PhoneGreeting{Sign::go, text, {text, text}};
    return view;
}

CheckInView door_with_phones(const std::string& text) {
    CheckInView view = door(text);
    std::get<RoomView>(view.shown).phone = phone_panel(text);
    return view;
}

CheckInView staff() {
    return {.shown = StaffView{"Staff", long_text, std::string(80, '*'), {"1234567890", "qwertyuiop"}, "Leave", "Back"}};
}

std::vector<TouchArea> drawn(const CheckInView& view, Pixels& pixels, bool mirrored = false) {
    Stage stage;
    std::vector<TouchArea> areas;
    stage.draw(pixels.canvas(), mirrored, [&](Page& page) { areas = draw_check_in(page, view, nullptr); });
    return areas;
}

/// Whether the outermost pixels on the left and the right are what lies beneath all words.
bool sides_are_free(const Pixels& pixels) {
    const int margin = std::min(pixels.width, pixels.height) * 30 / 1080;
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < margin; ++x)
            if (pixels.at(x, y) != pixels.at(0, 0) || pixels.at(pixels.width - 1 - x, y) != pixels.at(pixels.width - 1, 0))
                return false;
    return true;
}

double light_of(std::uint32_t colour) {
    const auto part = [&](unsigned shift) {
        const double value = static_cast<double>(colour >> shift & 0xFFU) / 255;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0);
}

/// The greatest contrast that any pixel of a part of the screen has with its ground.
double contrast_in(const Pixels& pixels, int top, int bottom) {
    const double ground = light_of(pixels.at(0, 0)) + 0.05;
    double most = 1;
    for (int y = top; y < bottom; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            const double light = light_of(pixels.at(x, y)) + 0.05;
            most = std::max({most, light / ground, ground / light});
        }
    return most;
}

}  // namespace

TEST_CASE("nothing runs off a check-in screen, whatever its words and its shape") {
    for (const Shape& shape : shapes)
        for (const std::string& text : {std::string{"Ada"}, long_text, std::string(200, 'W'), std::string{"ابن الهيثم"}})
            for (const CheckInView& view : {verdict(Sign::go, text), verdict(Sign::stop, text), idle(text), idle_with_phones(text, true),
                                            idle_with_phones(text, false), door(text), door_with_phones(text), staff()}) {
                Pixels pixels{.width = shape.width, .height = shape.height};
                drawn(view, pixels);
                CAPTURE(shape.width);
                CAPTURE(shape.height);
                CAPTURE(text);
                CAPTURE(view.shown.index());
                CHECK(sides_are_free(pixels));
            }
}

TEST_CASE("the three signs differ in their ground, and the words on each have a contrast of 7 to 1") {
    std::set<std::uint32_t> grounds;
    for (const Sign sign : {Sign::go, Sign::look, Sign::stop}) {
        Pixels pixels{.width = 1920, .height = 1080};
        // Only the small words, which have the weaker colour of the two.
        drawn({.shown = VerdictView{sign, "", {"small words"}, {}, "foot"}}, pixels);
        grounds.insert(pixels.at(0, 0));
        CHECK(contrast_in(pixels, 330, 700) >= 7);
        CHECK(contrast_in(pixels, 900, 1080) >= 7);
    }
    CHECK(grounds.size() == 3);
}

TEST_CASE("a sign is told from the others without its colour") {
    std::set<std::vector<bool>> forms;
    for (const Sign sign : {Sign::go, Sign::look, Sign::stop}) {
        Pixels pixels{.width = 1920, .height = 1080};
        drawn({.shown = VerdictView{.sign = sign}}, pixels);
        std::vector<bool> form;
        for (int y = 90; y < 290; ++y)
            for (int x = 90; x < 290; ++x) form.push_back(pixels.at(x, y) != pixels.at(0, 0));
        forms.insert(form);
    }
    CHECK(forms.size() == 3);
}

TEST_CASE("a touch on a language asks for it, also in the mirror") {
    for (const bool mirrored : {false, true})
        for (const Shape& shape : shapes) {
            Pixels pixels{.width = shape.width, .height = shape.height};
            const auto areas = drawn(idle("Talk"), pixels, mirrored);
            std::set<std::string> languages;
            for (const TouchArea& area : areas) {
                CHECK(area.left >= 0);
                CHECK(area.left + area.width <= static_cast<float>(shape.width));
                if (area.asks != TouchArea::Asks::language) continue;
                languages.insert(area.what);
                // The middle of the area belongs to it alone.
                const double x = area.left + area.width / 2, y = area.top + area.height / 2;
                CHECK(std::ranges::count_if(areas, [&](const TouchArea& other) {
                          return other.asks == TouchArea::Asks::language && other.covers(x, y);
                      }) == 1);
            }
            CHECK(languages.size() == offered_languages().size());
        }
}

TEST_CASE("the staff's keys give every letter, and stand the same in the mirror") {
    Pixels pixels{.width = 1920, .height = 1080};
    const auto areas = drawn(staff(), pixels), mirrored = drawn(staff(), pixels, true);
    REQUIRE(areas.size() == mirrored.size());
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (areas[i].asks == TouchArea::Asks::letter) CHECK(areas[i].left == mirrored[i].left);
    CHECK(std::ranges::count(areas, TouchArea::Asks::letter, &TouchArea::asks) == 20);
    CHECK(std::ranges::count(areas, TouchArea::Asks::leave, &TouchArea::asks) == 1);
}

TEST_CASE("the camera's picture is drawn where people look for it, and only there") {
    CameraPicture picture;
    picture.bitmap = {.id = 1, .kind = Bitmap::Kind::colour, .width = 2, .height = 2, .colours = std::vector<std::uint32_t>(4, 0xFF123456)};
    Pixels pixels{.width = 1920, .height = 1080};
    Stage stage;
    const CheckInView view = idle("Talk");
    stage.draw(pixels.canvas(), false, [&](Page& page) { draw_check_in(page, view, &picture); });
    CHECK(pixels.at(1500, 330) == 0x123456);

    picture.bitmap.id = 2;
    const auto boxes = stage.draw(pixels.canvas(), false, [&](Page& page) { draw_check_in(page, view, &picture); });
    CHECK_FALSE(boxes.empty());
    for (const PixelBox& box : boxes) CHECK(box.left >= 1152);
}

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/lobby_screen.h"
#include "kiosk/screens/room_screen.h"
#include "kiosk/screens/stage.h"
#include "tests/screens/pixels.h"

using namespace kiosk;

namespace {

constexpr std::uint32_t ink = 0x0f1216;

const std::string long_title =
    "Everything that you always wanted to know about the long titles of sessions and of workshops in a programme that "
    "nobody shortened before it was printed, hung up and read by people who are in a hurry";

RoomRow row(const std::string& title) {
    return {.room = title,
            .note = title,
            .now = {{title, title, "on now", "until 11:30", 0.5, title}, {title, title, "on now", "until 11:30", 1}},
            .next = UpNext{"NEXT TOMORROW 12:00 · IN 23 H 45 MIN", title},
            .missed = {{"MOVED TO " + title, title, Tone::changed}}};
}

LobbyView full_lobby(bool compact, std::size_t rows, const std::string& title) {
    LobbyView view{.event = title, .day = title, .clock = "23:59", .compact = compact};
    view.rows.assign(rows, row(title));
    if (compact)
        for (RoomRow& low : view.rows) low.now.resize(1), low.missed.clear();
    view.page = "rooms 1–4 of 72";
    view.page_count = 18;
    view.notice = title;
    view.status = title;
    return view;
}

RoomView full_door(const std::string& title, std::size_t now) {
    RoomView view{.room = title, .where = title, .clock = "23:59", .event = title, .day = title};
    view.now.assign(now, {"ON NOW", title, title, "started 10:00", "until 11:30 · 75 min left", 0.3, title});
    if (now == 0) view.idle = title, view.idle_detail = title;
    view.missed.assign(5, {"MOVED TO " + title, title, Tone::changed});
    view.next = DoorNext{"NEXT · TOMORROW 12:00", title, title, title};
    view.later.assign(30, {"14:00", title, title});
    view.status = title;
    return view;
}

/// The margin all round: 48 units, two thirds of what the screens leave free.
bool margin_is_free(const Pixels& pixels) {
    const int margin = std::min(pixels.width, pixels.height) * 48 / 1080;
    const int foot = std::min(pixels.width, pixels.height) * 16 / 1080;
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            const bool at_side = x < margin || x >= pixels.width - margin;
            const bool at_end = y < foot || y >= pixels.height - foot;
            if ((at_side || at_end) && pixels.at(x, y) != ink) return false;
        }
    return true;
}

struct Shape {
    int width = 0, height = 0;
};
const std::vector<Shape> shapes = {{1280, 720}, {1920, 1080}, {1080, 1920}, {720, 1280}, {1024, 768}};

}  // namespace

TEST_CASE("nothing runs off a lobby, whatever its titles and its shape") {
    for (const Shape& shape : shapes)
        for (const std::string& title : {std::string{"Talk"}, long_title, std::string(400, 'W'), std::string{"沈括"}}) {
            Pixels pixels{.width = shape.width, .height = shape.height};
            Stage stage;
            const LobbyView view = full_lobby(false, 4, title);
            stage.draw(pixels.canvas(), false, [&](Page& page) { draw_lobby(page, view); });
            CAPTURE(shape.width);
            CAPTURE(title);
            CHECK(margin_is_free(pixels));
        }
}

TEST_CASE("nothing runs off a door sign, whatever its titles and its shape") {
    for (const Shape& shape : shapes)
        for (const std::size_t now : {0U, 1U, 2U}) {
            Pixels pixels{.width = shape.width, .height = shape.height};
            Stage stage;
            const RoomView view = full_door(long_title, now);
            stage.draw(pixels.canvas(), false, [&](Page& page) { draw_room(page, view); });
            CAPTURE(shape.width);
            CAPTURE(now);
            CHECK(margin_is_free(pixels));
        }
}

TEST_CASE("an unknown room is answered with as many names as the screen holds, side by side") {
    for (const Shape& shape : shapes)
        for (const std::string& name : {std::string{"Saal"}, long_title}) {
            Pixels pixels{.width = shape.width, .height = shape.height};
            Stage stage;
            RoomView view{.room = "Nix", .clock = "12:15", .idle = "No room is called “Nix” here"};
            view.known_rooms.assign(72, name);
            stage.draw(pixels.canvas(), false, [&](Page& page) { draw_room(page, view); });
            CAPTURE(shape.width);
            CAPTURE(name);
            CHECK(margin_is_free(pixels));
            bool right_half_is_used = false;
            for (int y = shape.height * 3 / 4; y < shape.height; ++y)
                for (int x = shape.width / 2; x < shape.width; ++x) right_half_is_used |= pixels.at(x, y) != ink;
            CHECK(right_half_is_used);
        }
}

TEST_CASE("a lobby that shows the same draws nothing, a new minute only the clock") {
    Pixels pixels{.width = 1920, .height = 1080};
    Stage stage;
    LobbyView view = full_lobby(true, 8, "Talk");
    const auto draw = [&] { return stage.draw(pixels.canvas(), false, [&](Page& page) { draw_lobby(page, view); }); };
    draw();

    CHECK(draw().empty());
    view.clock = "00:00";
    const auto boxes = draw();

    CHECK_FALSE(boxes.empty());
    for (const PixelBox& box : boxes) {
        CHECK(box.bottom <= 256);
        CHECK(box.left >= 1280);
    }
}

TEST_CASE("a lobby in a language that runs right to left has its clock on the left") {
    Pixels pixels{.width = 1920, .height = 1080};
    Stage stage;
    LobbyView view{.event = "", .day = "", .clock = "10:15"};
    stage.draw(pixels.canvas(), true, [&](Page& page) { draw_lobby(page, view); });

    const auto has_ink = [&](int from, int to) {
        for (int y = 40; y < 160; ++y)
            for (int x = from; x < to; ++x)
                if (pixels.at(x, y) != ink) return true;
        return false;
    };
    CHECK(has_ink(60, 600));
    CHECK_FALSE(has_ink(960, 1920));
}

#include "kiosk/screens/raster.h"

#include <doctest/doctest.h>

#include "kiosk/screens/stage.h"
#include "tests/screens/pixels.h"

using namespace kiosk;

namespace {

constexpr std::uint32_t red = 0xFF0000FF, green = 0xFF00FF00;  // ImGui's order

}  // namespace

TEST_CASE("a rectangle covers its pixels and not one more") {
    Pixels pixels{.width = 400, .height = 320};
    Stage stage;

    stage.draw(pixels.canvas(), false, [](Page& page) { page.fill(100, 50, 20, 10, red); });

    CHECK(pixels.at(100, 50) == 0xFF0000);
    CHECK(pixels.at(119, 59) == 0xFF0000);
    CHECK(pixels.at(120, 59) == 0x0f1216);
    CHECK(pixels.at(119, 60) == 0x0f1216);
    CHECK(pixels.at(99, 50) == 0x0f1216);
}

TEST_CASE("in a mirrored screen everything stands on the other side") {
    Pixels pixels{.width = 400, .height = 320};
    Stage stage;

    stage.draw(pixels.canvas(), true, [](Page& page) { page.fill(0, 0, 10, 10, red); });

    CHECK(pixels.at(395, 5) == 0xFF0000);
    CHECK(pixels.at(5, 5) == 0x0f1216);
}

TEST_CASE("what stays as it is is not drawn again") {
    Pixels pixels{.width = 640, .height = 640};
    Stage stage;
    const auto screen = [](std::uint32_t second) {
        return [second](Page& page) {
            page.fill(0, 0, 300, 300, red);
            page.fill(400, 400, 10, 10, second);
        };
    };

    CHECK_FALSE(stage.draw(pixels.canvas(), false, screen(red)).empty());
    CHECK(stage.draw(pixels.canvas(), false, screen(red)).empty());
    const auto boxes = stage.draw(pixels.canvas(), false, screen(green));

    REQUIRE(boxes.size() == 1);
    CHECK(boxes.front() == PixelBox{384, 384, 448, 448});
    CHECK(pixels.at(405, 405) == 0x00FF00);
    CHECK(stage.frames_drawn() == 2);
}

TEST_CASE("a canvas that lost its picture is drawn whole") {
    Pixels pixels{.width = 256, .height = 256};
    Stage stage;
    const auto screen = [](Page& page) { page.fill(0, 0, 256, 256, red); };
    stage.draw(pixels.canvas(), false, screen);
    pixels.memory.assign(pixels.memory.size(), 0);

    stage.forget();
    stage.draw(pixels.canvas(), false, screen);

    CHECK(pixels.at(0, 0) == 0xFF0000);
    CHECK(pixels.at(255, 255) == 0xFF0000);
}

TEST_CASE("round shapes are drawn without holes and without a seam") {
    Pixels pixels{.width = 256, .height = 256};
    Stage stage;

    stage.draw(pixels.canvas(), false, [](Page& page) { page.fill(20, 20, 200, 60, red, 30); });

    int seams = 0;
    for (int y = 24; y < 76; ++y)
        for (int x = 60; x < 180; ++x) seams += pixels.at(x, y) != 0xFF0000;
    CHECK(seams == 0);
    CHECK(pixels.at(20, 20) == 0x0f1216);  // the corner is outside
}

TEST_CASE("a shape that runs off the screen is cut at its edge") {
    Pixels pixels{.width = 320, .height = 320};
    Stage stage;

    stage.draw(pixels.canvas(), false, [](Page& page) { page.fill(-50, 300, 5000, 5000, red); });

    CHECK(pixels.at(0, 319) == 0xFF0000);
    CHECK(pixels.at(319, 300) == 0xFF0000);
    CHECK(pixels.at(0, 299) == 0x0f1216);
}

#include "kiosk/app/screen.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/screens/pixels.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const Instant nine = Instant{} + 1368691200s;  // 2013-05-16T08:00:00Z, 09:00 in Dublin

Programme programme() {
    Programme result;
    result.event = {.name = "Hackathon", .timezone = "Europe/Dublin"};
    result.event.days = {{.date = Date{std::chrono::year{2013}, std::chrono::month{5}, std::chrono::day{16}},
                          .opens = nine, .closes = nine + 8h}};
    result.rooms = {{.name = "Liffey"}, {.name = "Dodder"}};
    for (int i = 0; i < 8; ++i)
        result.sessions.push_back({.id = std::to_string(i), .title = "Talk " + std::to_string(i),
                                   .starts = nine + i * 1h, .ends = nine + (i + 1) * 1h, .room = "Liffey"});
    return result;
}

Moment at(Instant moment) { return {.shown = moment, .turning = moment}; }

}  // namespace

TEST_CASE("a minute of standstill draws at most two frames, however often the window is woken") {
    for (const auto kind : {ScreenKind::lobby, ScreenKind::room}) {
        Pixels pixels{.width = 1280, .height = 720};
        Screen screen{kind, "", ""};
        screen.set_programme(programme());
        screen.draw(at(nine + 10min), pixels.canvas());
        const int before = screen.frames_drawn();

        for (auto second = 1s; second <= 60s; ++second) screen.draw(at(nine + 10min + second), pixels.canvas());

        CHECK(screen.frames_drawn() - before <= 2);
        CHECK(screen.frames_drawn() > before);  // the clock did go on
    }
}

TEST_CASE("a screen is drawn again when the programme changes, and only then") {
    Pixels pixels{.width = 1280, .height = 720};
    Screen screen{ScreenKind::lobby, "", ""};
    Programme shown = programme();
    screen.set_programme(shown);
    screen.draw(at(nine + 10min), pixels.canvas());
    const auto before = pixels.memory;

    screen.set_programme(shown);
    CHECK(screen.draw(at(nine + 10min), pixels.canvas()).empty());
    shown.sessions[0].title = "Another talk";
    screen.set_programme(shown);
    CHECK_FALSE(screen.draw(at(nine + 10min), pixels.canvas()).empty());
    CHECK(pixels.memory != before);
}

TEST_CASE("a session ends on the screen in the second it ends, and a clock that is put back is followed") {
    Pixels pixels{.width = 1280, .height = 720};
    Screen screen{ScreenKind::room, "Liffey", ""};
    Programme shown = programme();
    shown.sessions[0].ends = nine + 20min + 30s;
    screen.set_programme(shown);
    screen.draw(at(nine + 20min), pixels.canvas());
    const auto on = pixels.memory;

    CHECK(screen.changes_at() == nine + 20min + 30s);
    screen.draw(at(nine + 20min + 30s), pixels.canvas());
    CHECK(pixels.memory != on);
    screen.draw(at(nine + 20min), pixels.canvas());
    CHECK(pixels.memory == on);
}

TEST_CASE("a window that lost its pixels gets them back") {
    Pixels pixels{.width = 1280, .height = 720};
    Screen screen{ScreenKind::lobby, "", ""};
    screen.set_programme(programme());
    screen.draw(at(nine), pixels.canvas());
    const auto before = pixels.memory;
    pixels.memory.assign(pixels.memory.size(), 0);

    screen.forget();
    screen.draw(at(nine), pixels.canvas());

    CHECK(pixels.memory == before);
}

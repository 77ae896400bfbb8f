#include "kiosk/phone/presence.h"

#include <doctest/doctest.h>

#include <string>

#include "kiosk/model/qr_code.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

const Instant noon = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + 12h;
const ScreenMark door = screen_mark(ScreenPurpose::door, "machine", "Liffey");

Key key_of(const std::string& machine) { return Key::from(std::string(28, 'k') + machine).value(); }

std::string code_at(Instant moment) { return presence_code(door, moment, key_of(door.machine)); }

std::optional<ScreenMark> seen(std::string_view code, Instant moment) { return seen_screen(code, moment, key_of); }

}  // namespace

TEST_CASE("a code says which screen somebody has before them") {
    CHECK(seen(code_at(noon), noon) == door);
    CHECK(is_door_of(door, "Liffey"));
    CHECK_FALSE(is_door_of(door, "liffey"));
    CHECK_FALSE(is_door_of(screen_mark(ScreenPurpose::topics, "machine", "Liffey"), "Liffey"));
}

TEST_CASE("a code changes every 30 seconds and counts for 90") {
    const std::string code = code_at(noon);
    CHECK(code_at(noon + 29s) == code);
    CHECK(code_at(noon + 30s) != code);
    CHECK(next_presence_code(noon + 29s) == noon + 30s);
    CHECK(seen(code, noon + 89s));
    CHECK_FALSE(seen(code, noon + 90s));
    SUBCASE("a machine whose clock is ahead by less than a code's time is believed") {
        CHECK(seen(code, noon - 1s));
        CHECK_FALSE(seen(code, noon - 31s));
    }
    SUBCASE("it does not come back when its number's low byte does") { CHECK_FALSE(seen(code, noon + 256 * 30s)); }
}

TEST_CASE("a code with one letter changed is no code") {
    const std::string code = code_at(noon);
    for (std::size_t i = 0; i < code.size(); ++i) {
        std::string forged = code;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(seen(forged, noon));
    }
    for (const std::string nonsense : {"", "A", "AAAAAAAAAAAAAAAAAAAAAAAA", "!!!!!!!!!!!!!!!!!!!!!!!!"}) CHECK_FALSE(seen(nonsense, noon));
}

TEST_CASE("a code of another machine's key, or of another event's, is no code") {
    CHECK_FALSE(seen_screen(code_at(noon), noon, [](const std::string&) { return Key::from(std::string(32, 'x')).value(); }));
}

TEST_CASE("with an IPv6 address the code on the screen is still of version 5") {
    const std::string longest = "http://[2001:db8:1234:5678:9abc:def0:1234:5678]:8013/" + code_at(noon);
    CHECK(qr_code(longest).size <= 37);
}

}  // namespace kiosk

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {

/// What a visitor can do at a screen.
enum class ScreenPurpose : unsigned char {
    check_in = 1,
    door = 2,
    topics = 3,
    none = 4,  // at no screen: a ticket's link, and to be forgotten; no code says it
};

/// Which screen shows a code, in ten bytes: names of machines and rooms stand in it as four bytes of their hash.
struct ScreenMark {
    ScreenPurpose purpose = ScreenPurpose::check_in;
    std::string machine = {};  // 4 bytes
    std::string room = {};     // 4 bytes

    bool operator==(const ScreenMark&) const = default;
};

/// The mark of a screen.
///
/// @param machine  its id
/// @param room     of a door; empty for others
ScreenMark screen_mark(ScreenPurpose purpose, std::string_view machine, std::string_view room);

/// Whether a mark is of the door of a room.
bool is_door_of(const ScreenMark& mark, std::string_view room);

/// How long a screen shows one code, and how long that counts from when it was first shown.
inline constexpr std::chrono::seconds code_stays{30};
inline constexpr std::chrono::seconds code_counts{90};

/// How many letters a code has; all of them may stand in an address.
inline constexpr std::size_t presence_length = 24;

/// The code that a screen shows at a moment: who sends it has seen the screen.
///
/// @param now  real time, whatever the screen's clock shows
/// @param key  of the screen's machine
std::string presence_code(const ScreenMark& mark, Instant now, const Key& key);

/// When the code that is shown becomes another.
Instant next_presence_code(Instant now);

/// The screen that somebody has before them.
///
/// @param key_of  the key of a machine, by the four bytes in its mark
/// @return        none when the code is of no screen here, or over
std::optional<ScreenMark> seen_screen(std::string_view code, Instant now, const std::function<Key(const std::string&)>& key_of);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/phone/presence.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {

/// A screen that a phone has seen.
struct Sight {
    ScreenMark screen = {};
    Instant at = {};
    std::string nonce = {};  // 8 bytes, random: what is done with this sight is done once

    bool operator==(const Sight&) const = default;
};

/// What a phone keeps for us, sealed, in its cookie; nothing of it is kept here.
struct Phone {
    std::string id = {};    // 8 bytes, random
    std::string code = {};  // of the ticket; empty: none yet
    bool is_known = false;  // the ticket let somebody in
    Instant until = {};     // no longer remembered
    std::optional<Sight> sight = {};

    bool operator==(const Phone&) const = default;
};

/// Longer codes don't fit a cookie.
inline constexpr std::size_t longest_remembered_code = 2000;

/// A phone that nobody has met before.
Phone new_phone(Instant until);

/// The letters for a cookie.
std::string sealed_phone(const Phone& phone, const Key& key);

/// @return none when it is none of ours, or over
std::optional<Phone> unsealed_phone(std::string_view cookie, Instant now, const Key& key);

/// The bytes of a sight, and back.
std::string packed(const Sight& sight);
std::optional<Sight> unpacked_sight(std::string_view bytes);
inline constexpr std::size_t sight_bytes = 25;

}  // namespace kiosk

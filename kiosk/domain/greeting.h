#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/check_in.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// What a screen says to somebody who checked in by phone, as it travels to that screen: of the person the given name at
/// most, of sessions their ids.
struct Greeting {
    Verdict verdict = Verdict::unknown;
    std::string given_name = {};
    std::string language = {};
    bool was_here_before = false;
    std::optional<Instant> first_at = {};
    std::string first_device = {};
    std::optional<Instant> valid_from = {};
    std::optional<std::string> session = {};
    std::optional<std::string> instead = {};
    std::optional<std::string> next = {};
    bool voted_for_next = false;
    bool list_is_arriving = false;

    bool operator==(const Greeting&) const = default;
};

/// Nobody stands before the screen any more to whom it could be said later.
inline constexpr std::chrono::seconds greeting_counts{10};

/// @param says_name  the organiser lets screens say the given name
Greeting greeting_of(const CheckInAnswer& answer, bool says_name);

/// What the screen shows for it. Sessions that are not in its programme are left out.
CheckInAnswer answer_in(const Greeting& greeting, const Programme& programme);

}  // namespace kiosk

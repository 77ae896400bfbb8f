#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.h"

namespace kiosk {

/// Where and when a session was to be before it moved: people may still look for it there.
struct EarlierPlace {
    std::optional<std::string> room = {};  // the first, where it was in several
    Instant starts = {};
    Instant ends = {};
    Instant left_at = {};  // when that was no longer so

    bool operator==(const EarlierPlace&) const = default;
};

/// Adds the place that a session leaves to those that it had, and takes out those that it comes back to. One that is back
/// where it was first has moved nowhere.
///
/// @param before   in the order in which it left them
/// @param left     where it was until now
/// @param arrived  where it is from now on; nothing is added when room and start are the same
void leave_place(std::vector<EarlierPlace>& before, EarlierPlace left, const EarlierPlace& arrived);

}  // namespace kiosk

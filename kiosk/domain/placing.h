#pragma once

#include <string>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// A place and time that somebody wants for a topic, or for a session.
struct Placing {
    std::string topic = {};  // its id; a placed topic's session has the same
    std::string room = {};
    Instant starts = {};
    Instant ends = {};
};

/// What speaks against a placing; nothing when both are empty.
struct PlacingConflict {
    std::vector<Session> clashes = {};  // in the room at that time; the topic's own place doesn't count
    std::vector<Day> hours = {};        // the event's days, when it is inside none of them

    bool empty() const { return clashes.empty() && hours.empty(); }
};

/// Looks for what speaks against a placing. A day without hours lasts from midnight to midnight; an event without days
/// has no hours to keep.
///
/// @param zone  the event's
PlacingConflict conflict_of(const Placing& placing, const Programme& programme, const Zone& zone);

}  // namespace kiosk

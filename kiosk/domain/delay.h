#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/domain/placing.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// A session with another place or time, as somebody wants it.
struct Shift {
    std::string session = {};  // its id
    std::optional<std::string> room = {};  // none: without a room
    Instant starts = {};
    Instant ends = {};
};

/// Makes a session later by some minutes, or earlier by a negative number, as long as it was.
///
/// @param following  also those of its rooms that begin after it and that it pushes: one that would begin before the one
///                   before it ends begins when that ends. Gaps swallow the delay; who began before the other ended
///                   already is not pushed, nor is what is called off.
/// @return           the session first, then the others by their start
std::vector<Shift> delayed(const Programme& programme, const Session& session, std::chrono::minutes by, bool following);

/// What speaks against one of several shifts that are made together.
struct ShiftConflict {
    Shift shift = {};
    PlacingConflict conflict = {};
};

/// Looks for what speaks against shifts, all of them made: clashes in a room that were not there before, and times outside
/// the event's hours for sessions that were inside.
std::vector<ShiftConflict> conflicts_of(const std::vector<Shift>& shifts, const Programme& programme, const Zone& zone);

}  // namespace kiosk

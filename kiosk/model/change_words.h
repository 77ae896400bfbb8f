#pragma once

#include <optional>
#include <string>

#include "kiosk/domain/marks.h"
#include "kiosk/model/format.h"

namespace kiosk {

/// What a session that moved says where it is now: "moved here from Dodder · 11:00", "new time 11:10 · previously 11:00".
///
/// @param session    one that `is_marked`
/// @param room       where it is shown; none: among the sessions without a room
/// @param with_time  names its start, also where that stayed; false where it stands beside
/// @return           empty where it didn't move
std::string arrived_words(const Session& session, const std::optional<std::string>& room, bool with_time, Instant now,
                          const TimeWords& times);

/// What the place says that a session left: "moved to Tolka · 11:00", "cancelled · 11:00".
std::string missed_words(const Missed& missed, Instant now, const TimeWords& times);

/// The same on a door: "moved to Tolka, starts 11:00".
std::string missed_at_door(const Missed& missed, Instant now, const TimeWords& times);

}  // namespace kiosk

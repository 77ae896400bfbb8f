#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "kiosk/domain/agenda.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// How full a session is.
struct Seats {
    int taken = 0;
    int all = 0;

    bool full() const { return taken >= all; }
};

/// The persons that the session's rooms hold together; none where a room's size is not known.
std::optional<int> capacity_of(const Programme& programme, const Session& session);

/// How full a session is by those who checked in to it.
///
/// @return none where a room's size is not known, or nobody checked in: then nobody counts there
std::optional<Seats> seats_of(const Programme& programme, const Session& session);

/// How long before its start people can check in to a session.
constexpr std::chrono::minutes door_opens_before{15};

/// The session that people at a room's door come to: the one that is on, of several the one that began last; when none
/// is, the next one once it starts within 15 minutes.
///
/// @param room  as it is at this moment
/// @return      null when there is none
const Session* session_at_door(const RoomAgenda& room, Instant now);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/marks.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// What is on and what comes next in one room. The sessions belong to the programme that was asked.
struct RoomAgenda {
    const Room* room = nullptr;           // null: the sessions without a room
    std::vector<const Session*> now = {};  // running, in the programme's order
    const Session* next = nullptr;         // the earliest start strictly ahead, on any day; null: none
};

/// What is on and what comes next everywhere.
struct Agenda {
    std::vector<RoomAgenda> rooms = {};       // the programme's rooms in their order; last the sessions without one, if any
    std::vector<const Session*> marked = {};  // of which screens say that they moved or are called off; see `is_marked`
    std::optional<Instant> changes_at = {};  // when this agenda is out of date; none: never
};

/// What is missed in a room and is not there now or next at another time.
///
/// @param marked  the agenda's
std::vector<Missed> missed_beside(const RoomAgenda& room, std::span<const Session* const> marked);

/// Picks what to show at one moment. Cancelled sessions are never in a room's now or next.
///
/// @param programme  sessions sorted as Programme promises; must outlive the answer
/// @param now        the moment shown
Agenda agenda_at(const Programme& programme, Instant now);

/// The part of one room; null when no room has exactly this name.
const RoomAgenda* agenda_of_room(const Agenda& agenda, std::string_view room);

}  // namespace kiosk

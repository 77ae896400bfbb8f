#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// How long a change is told after it was made, and how long before a session (or the time at which it was to be) it is
/// told again.
inline constexpr std::chrono::minutes change_is_told{30};

/// Whether screens have to say at a moment that a session moved or is called off: for 30 minutes after the change, and from
/// 30 minutes before the session until it ends. Times and places that it left count like its own, as people come there.
bool is_marked(const Session& session, Instant now);

/// The next moment at which `is_marked` may answer otherwise; none: never.
std::optional<Instant> mark_changes_at(const Session& session, Instant now);

/// A session that people look for in a room at a time at which it isn't there.
struct Missed {
    const Session* session = nullptr;
    const EarlierPlace* place = nullptr;  // where it was to be; null: in its own slot, as it is called off

    Instant slot() const { return place ? place->starts : session->starts; }
};

/// What is missed in one room: sessions that moved out of it or to another time in it, and those that are called off; each
/// once, by its time there.
///
/// @param marked  those of which `is_marked` is true; they must outlive the answer
/// @param room    its name; none: sessions without a room
std::vector<Missed> missed_in(std::span<const Session* const> marked, const std::optional<std::string>& room);

}  // namespace kiosk

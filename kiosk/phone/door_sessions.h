#pragma once

#include <string>
#include <vector>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// The sessions that can be checked in to at a door: those that are on, then those that start soon, by start. They
/// belong to the programme.
std::vector<const Session*> door_sessions(const Programme& programme, const std::string& room, Instant now);

}  // namespace kiosk

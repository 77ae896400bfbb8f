#pragma once

#include <string>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/domain/draft.h"

namespace kiosk {

/// Decides an event's zone: the one asked for, else the file's, else the city's, else its country's where
/// that has one time, else a zone of the offset that most sessions are written with, else UTC. What had to be guessed is told in `warnings`.
///
/// @param asked_for  a zone of the database, or empty
Zone settle_zone(const Draft& draft, const std::string& asked_for, std::vector<Problem>& warnings);

}  // namespace kiosk

#pragma once

#include <string>
#include <vector>

#include "kiosk/store/attendees/attendee_list.h"

namespace kiosk {

/// The attendees that somebody means by a code, an id, a name, or the beginning of a name that fits just one.
///
/// @throws std::runtime_error  when it is nobody, or several who can't be told apart by name
const Attendee& find_attendee(const std::vector<Attendee>& attendees, const std::string& wanted);

}  // namespace kiosk

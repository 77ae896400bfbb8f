#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// Says of sessions that were changed what holds now, and what held before.
///
/// @param before   the event before the change
/// @param after    the event after it
/// @param changed  ids
/// @param as_json  a list of the sessions as they are now
void tell_changed(std::ostream& out, const Programme& before, const Programme& after, std::span<const std::string> changed, bool as_json);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string_view>

#include "kiosk/base/zone.h"

namespace kiosk {

/// Finds the zone that Windows and Outlook call by a name of their own: "W. Europe Standard Time", or as their menus show
/// it, "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", by the first city that has a zone.
///
/// @return none when the name is not one of theirs
/// @see Unicode CLDR, supplemental/windowsZones (territory 001)
std::optional<Zone> windows_zone(std::string_view name);

}  // namespace kiosk

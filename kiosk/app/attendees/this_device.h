#pragma once

#include "kiosk/store/attendees/check_ins.h"

namespace kiosk {

/// This machine, as the record of check-ins names it: by its host name.
Device this_device();

/// The same once it is a device of a hub: by the name that the organiser gave it.
Device this_device(const Database& database);

}  // namespace kiosk

#pragma once

#include "kiosk/store/attendees/check_ins.h"

namespace kiosk {

/// This machine, as the record of check-ins names it: by its host name.
Device this_device();

}  // namespace kiosk

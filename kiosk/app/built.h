#pragma once

#include "kiosk/base/time.h"

namespace kiosk {

/// When the sources of this program were as they are: the last commit's date, so that the same sources give the same
/// program; never later than its build.
Instant built_at();

}  // namespace kiosk

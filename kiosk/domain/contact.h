#pragma once

#include "kiosk/base/time.h"

namespace kiosk {

/// The last good contact with a source outside that the programme follows: a file or an address, or the hub.
struct Contact {
    Instant last = {};
    Instant good_until = {};  // from then on the programme may have changed without anybody here knowing

    bool operator==(const Contact&) const = default;
};

}  // namespace kiosk

#pragma once

#include "kiosk/base/zone.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// The moments in which a ticket admits once.
struct AdmissionDay {
    Instant from = {};
    Instant to = {};
};

/// The event's day that a moment belongs to; between days what is left of the calendar's.
AdmissionDay admission_day(const Programme& programme, const Zone& zone, Instant now);

}  // namespace kiosk

#pragma once

#include <libical/ical.h>

#include <string>
#include <vector>

#include "kiosk/base/iso_time.h"

namespace kiosk {

/// When a VEVENT that repeats takes place.
struct IcalRepeats {
    std::vector<WrittenTime> starts = {};  // by time, exceptions (EXDATE) taken out; empty: the event does not repeat
    std::string problem = {};              // what was not followed to its end; empty: nothing
};

/// Follows RRULE, RDATE and EXDATE of a VEVENT. A rule without an end is followed for a year; one that repeats more often
/// than daily is not followed.
IcalRepeats repeats_of(icalcomponent* event, icalcomponent* calendar);

}  // namespace kiosk

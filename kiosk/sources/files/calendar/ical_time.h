#pragma once

#include <libical/ical.h>

#include <optional>
#include <string>

#include "kiosk/base/iso_time.h"

namespace kiosk {

/// A time of a calendar: floating where it has no offset.
struct IcalTime {
    WrittenTime written = {};
    bool whole_day = false;
    std::string zone = {};          // IANA name that the file used; empty: none
    std::string unknown_zone = {};  // a name that neither the database nor the file explains; the time is floating
};

/// The face that a library's time shows.
ClockFace face_of(const icaltimetype& time);

/// Reads a property that holds a time (DTSTART, DTEND, RECURRENCE-ID, EXDATE …). Its zone is a name of the database or
/// one of Windows' own, else a VTIMEZONE of the calendar.
///
/// @return none when the property is null or holds no time
std::optional<IcalTime> ical_time(icalproperty* property, icalcomponent* calendar);

/// The same time of day elsewhere in the calendar: what `like` would be at another face.
WrittenTime at_face(ClockFace face, icalproperty* like, icalcomponent* calendar);

}  // namespace kiosk

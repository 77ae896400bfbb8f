#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// iCalendar (RFC 5545): each VEVENT is a session, each occurrence of a repeated one a session of its own. Text around the
/// calendar is told and left out; a calendar that breaks off is refused.
Reader ical_reader();

}  // namespace kiosk

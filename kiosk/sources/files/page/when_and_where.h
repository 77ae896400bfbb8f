#pragma once

#include <span>

#include "kiosk/domain/draft.h"
#include "kiosk/sources/files/page/page_line.h"

namespace kiosk {

/// Reads the event's name, days with hours, city and country from the part of a page before its topics, e.g. from
/// "We confirmed the Xen Hackathon for May 16-17, 2013 in Dublin Ireland." and "May 16th: 9AM to 5PM".
///
/// @param draft  filled in; its warnings tell what was not found. An event name that is already there only gives way to
///               one that a sentence says.
void read_when_and_where(std::span<const PageLine> lines, Draft& draft);

}  // namespace kiosk

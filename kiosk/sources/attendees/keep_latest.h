#pragma once

#include "kiosk/domain/attendee.h"

namespace kiosk {

/// Makes codes and external ids of a list distinct: of several entries with one code, or with one id and one name,
/// the last counts and the others are skipped; an id that different people share is taken from all of them.
void keep_latest(AttendeeList& list);

}  // namespace kiosk

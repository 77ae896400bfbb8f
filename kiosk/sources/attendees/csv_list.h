#pragma once

#include <optional>
#include <string_view>

#include "kiosk/domain/attendee.h"

namespace kiosk {

/// Reads a list with a header, separated by commas, semicolons, tabs or bars: our own CSV, pretix's check-in list,
/// Eventbrite's attendee report, Indico's registrations. Lines above the header are left out.
///
/// @param text  UTF-8
/// @return      none when there is no header that names a person, an e-mail address or a code
std::optional<AttendeeList> read_csv_list(std::string_view text);

}  // namespace kiosk

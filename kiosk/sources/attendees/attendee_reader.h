#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/domain/attendee.h"

namespace kiosk {

/// What became of reading an attendee file.
struct AttendeeReading {
    bool understood = false;
    AttendeeList list = {};    // when understood
    std::string refusal = {};  // when not: a sentence with what it looks like and where reading stopped
};

/// Larger files are refused: a hundred thousand orders as JSON are smaller.
constexpr std::size_t largest_attendee_file = 128UL * 1024 * 1024;

/// Finds the format by content and reads it: "csv", "pretix-check-in-list", "pretix-orders", "eventbrite-attendees",
/// "indico-csv", "indico-check-in".
///
/// Never throws, whatever the bytes. Everything in the file is either an attendee or skipped with its place. Codes
/// are in the form of code_meant_by; no two attendees have the same code or external id.
///
/// @param content  the file's bytes, in any encoding
AttendeeReading read_attendees(std::string_view content);

}  // namespace kiosk

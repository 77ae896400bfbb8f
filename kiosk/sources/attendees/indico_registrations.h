#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "kiosk/domain/attendee.h"

namespace kiosk {

/// Whether this is a registration of Indico's check-in API (also of its older list of registrants).
bool is_indico_registration(const nlohmann::json& record);

/// Reads registrations of Indico. Records that are none are skipped.
AttendeeList read_indico_registrations(const std::vector<const nlohmann::json*>& records);

}  // namespace kiosk

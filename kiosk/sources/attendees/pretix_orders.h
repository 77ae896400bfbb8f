#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kiosk/domain/attendee.h"

namespace kiosk {

/// Whether this is an order of pretix's API, or one of its order positions.
bool is_pretix_record(const nlohmann::json& record);

/// Reads orders or order positions of pretix; every position is an attendee, cancelled ones and add-ons included.
/// Records that are neither are skipped.
///
/// @param items  the products with "id" and "name" that stand beside the orders in pretix's own export; may be null
AttendeeList read_pretix_orders(const std::vector<const nlohmann::json*>& records, const nlohmann::json& items);

}  // namespace kiosk

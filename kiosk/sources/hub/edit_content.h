#pragma once

#include <string_view>

namespace kiosk {

/// Whether what the hub has of a change made by hand can be written down here: a JSON object with the plain values that a
/// row of the table "edit" needs (db/004_changes.sql). Members that no column has are passed over, as newer kiosks send them.
bool is_edit_content(std::string_view id, std::string_view content);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/store/attendees/attendee_list.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/attendees/organiser.h"

namespace kiosk {

/// Revokes a ticket by hand, or takes that back. Later imports leave it so.
///
/// @param attendee  id
/// @return          false when it was so already
bool set_revoked(Database& database, const std::string& attendee, bool revoked);

/// The id of the attendee with a code.
std::optional<std::string> attendee_with_code(const Database& database, const HashKey& key, std::string_view code);

/// Gives an attendee a code, in place of any they had.
///
/// @param batch  of this issue, for the organiser's copy
void give_code(Database& database, const HashKey& key, const Batch& batch, const Attendee& attendee, const std::string& code);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>

#include "kiosk/phone/typed_code.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The code that somebody meant: the one that stands on a list just as it was typed, else the only one that is typed so.
///
/// @return none when it is nobody's, or could be more than one's
std::optional<std::string> meant_code(const Database& database, const HashKey& key, const TypedCode& typed);

}  // namespace kiosk

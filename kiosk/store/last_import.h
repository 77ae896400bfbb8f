#pragma once

#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// When a file or an address was imported last; none when it never was.
std::optional<Instant> last_import(const Database& database, const std::string& path);

}  // namespace kiosk

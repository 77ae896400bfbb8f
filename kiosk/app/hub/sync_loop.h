#pragma once

#include <filesystem>
#include <functional>

#include "kiosk/sources/hub/exchange.h"

namespace kiosk {

/// What an exchange came to.
struct SyncReport {
    int pulled = 0;
    int pushed = 0;
    int conflicts = 0;  // that stand and nobody has settled
    double data_age_s = 0;
};

/// Exchanges once.
///
/// @throws HubError            when the hub can't be reached
/// @throws std::runtime_error  when this machine is revoked, or is a copy of the device
SyncReport sync_once(Database& database, const std::filesystem::path& file);

/// Exchanges whenever something changes here or there, until the program is asked to end (SIGTERM, SIGINT) or this machine
/// is no device any more. A hub that can't be reached is tried again.
///
/// @param told  called after each exchange that moved something
void sync_for_ever(Database& database, const std::filesystem::path& file, const std::function<void(const SyncReport&)>& told);

}  // namespace kiosk

#pragma once

#include <filesystem>

#include "kiosk/domain/programme.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The event that is to be changed, with its database.
struct OpenEvent {
    Database database;
    Programme programme;
};

/// @throws std::runtime_error  when there is no event
OpenEvent open_event(const std::filesystem::path& file);

}  // namespace kiosk

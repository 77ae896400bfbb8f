#pragma once

#include <optional>
#include <string>

#include "kiosk/store/database.h"

namespace kiosk {

/// What the hub that this machine is paired with says it is to show.
struct PairedScreen {
    std::string screen = {};  // lobby, room, check-in
    std::string room = {};    // of a door sign
    std::string device = {};  // its id

    bool operator==(const PairedScreen&) const = default;
};

/// @return none when this machine is paired with no hub
std::optional<PairedScreen> paired_screen(const Database& database);

}  // namespace kiosk

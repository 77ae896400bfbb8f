#pragma once

#include "kiosk/domain/hub_standing.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// How this machine stands with its hub.
HubStanding hub_standing(const Database& database);

/// Whether the list of attendees is still on its way to this machine: who is not found may be on it.
bool is_list_arriving(const Database& database);

}  // namespace kiosk

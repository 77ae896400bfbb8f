#pragma once

#include <functional>
#include <string>

#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub/hub_outbox.h"

namespace kiosk {

/// What a new hub was told of the one before it.
struct HandedOver {
    int check_ins = 0;  // of other devices
    int devices = 0;    // that recorded them
};

/// Tells a new hub what the one before it had told this machine: the check-ins of all devices under their own names, and
/// which conflicts the organiser settled. These devices have no rights on the new hub; their names are free for whoever is
/// paired anew. Within a transaction; what is there already stays.
///
/// @param own       this machine's device
/// @param place_of  what a ticket admits to once
HandedOver hand_over(const Database& database, Postgres& hub, const std::string& event, const std::string& own,
                     const std::function<std::string(const SentCheckIn&)>& place_of);

}  // namespace kiosk

#pragma once

#include "kiosk/sources/hub/pairing_code.h"
#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub/hub_link.h"

namespace kiosk {

/// Makes this machine the device that a code was made for. It makes its key itself, and trusts from now on the one
/// certificate that the code names.
///
/// @throws HubError    when the hub can't be reached, is another than the code means, or doesn't take the code any more
/// @throws StoreError  when this machine has an event of its own
HubLink become_device(Database& database, const PairingCode& code);

/// Makes the organiser's machine a device, too, so that it hears of check-ins and of changes made by hand.
///
/// @param hub   connected with all rights
/// @param name  of the device; followed by a number where it is taken
HubLink become_publisher(Database& database, Postgres& hub, const std::string& event, const std::string& name);

/// Connects as the device that this machine is.
///
/// @throws HubError  when the hub can't be reached, shows another certificate than it had, or doesn't let this device in
Postgres connect_as_device(const Database& database, const HubLink& link);

}  // namespace kiosk

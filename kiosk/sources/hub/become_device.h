#pragma once

#include <string>

#include "kiosk/domain/pairing_state.h"
#include "kiosk/sources/hub/pairing_code.h"
#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub/hub_link.h"

namespace kiosk {

/// What answers where the hub was is a hub that doesn't know this machine. It may be back tomorrow.
class UnknownDevice : public HubError {
  public:
    using HubError::HubError;
};

/// What a machine hears whose place at the hub another one has, and its way out: a sentence without its end.
std::string another_machine_is(const HubLink& link);

/// What gets a machine on a hub that doesn't know it, or has another one in its place: the rest of a sentence.
std::string way_back(const HubLink& link);

/// Makes this machine the device that a code was made for. It makes its key itself, and trusts from now on the one
/// certificate that the code names.
///
/// @throws HubError    when the hub can't be reached, is another than the code means, or doesn't take the code any more
/// @throws StoreError  when this machine has an event of its own
HubLink become_device(Database& database, const PairingCode& code);

/// What a refused pairing was refused for: refused, unreached (also by another hub in its place), failed.
PairingState why_not_paired(const HubError& error);

/// Makes the organiser's machine a device, too, so that it hears of check-ins and of changes made by hand.
///
/// @param hub     connected with all rights
/// @param name    of the device; followed by a number where it is taken
/// @param device  its id, for one that the hub before this one knew; empty: a new one
HubLink become_publisher(Database& database, Postgres& hub, const std::string& event, const std::string& name, const std::string& device = "");

/// Makes this machine, which has a copy of the organiser's database, the organiser's: the one that was it is refused from
/// now on, as a copy.
///
/// @param name  of the device, where this machine has no key of the former one
void take_publishers_place(Database& database, Postgres& hub, const HubLink& link, const std::string& name);

/// Looks whether the hub has this machine for the organiser's, or another one that has the same database.
///
/// @param hub   connected with all rights; knows the device of the link
/// @throws HubError  when it is another, or this machine has no key of it
void refuse_second_publisher(const Database& database, Postgres& hub, const HubLink& link);

/// Connects as the device that this machine is.
///
/// @throws UnknownDevice  when it shows another certificate than it had, or doesn't let this device in
/// @throws HubError       when the hub can't be reached
Postgres connect_as_device(const Database& database, const HubLink& link);

}  // namespace kiosk

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/sources/hub/pairing_code.h"
#include "kiosk/sources/hub/postgres.h"

namespace kiosk {

/// What a device is to be.
struct NewDevice {
    std::string name = {};
    std::string screen = "lobby";  // lobby, room, check-in
    std::optional<std::string> room = {};
    bool checks_in = false;
    bool edits = true;
    std::string hash_key = {};  // 32 bytes; what others get who don't check in proves their codes for phones
};

/// Where machines reach the hub.
struct HubAddress {
    std::string host = {};
    int port = 0;
};

/// Makes a code that turns one machine into a device within 15 minutes. A device of this name that is not revoked is
/// refused; an earlier code for the name ends.
PairingCode add_pairing(Postgres& hub, const std::string& event, const NewDevice& device, const HubAddress& address);

/// The role that a code logs in as; and the key that the hash key is sealed with. Both follow from the secret.
std::string pairing_role(const std::string& secret);
std::string sealed_for_pairing(const std::string& secret, const std::string& hash_key);
std::optional<std::string> unsealed_by_pairing(const std::string& secret, const std::string& box);

/// A device as the hub knows it. Ages are seconds.
struct DeviceStatus {
    std::string id = {};
    std::string name = {};
    std::string screen = {};
    std::optional<std::string> room = {};
    std::optional<std::string> version = {};
    std::optional<std::string> last_seen = {};  // UTC, ISO 8601
    std::optional<double> data_age_s = {};
    std::optional<int> unsent = {};
    std::optional<double> clock_error_s = {};
    bool revoked = false;
    bool wiped = false;
    int copies_refused = 0;
};

/// The ids of the events that a hub has.
///
/// @return none when this PostgreSQL is no hub
std::optional<std::vector<std::string>> events_of(Postgres& hub);

/// Whether a device is one of the hub's, revoked or not, and not only one whose check-ins it has.
///
/// @param device  its id
bool knows_device(Postgres& hub, const std::string& device);

/// All devices of an event by name.
std::vector<DeviceStatus> device_statuses(Postgres& hub, const std::string& event);

/// A row of the hub that no screen can use.
struct BadEdit {
    std::string id = {};
    std::string device = {};  // the name of the one that sent it
};

/// The changes made by hand.
struct EditCount {
    std::map<std::string, int> overruled = {};  // by the id of the device: those after which another one changed the same session
    std::vector<BadEdit> not_understood = {};
};

/// Counts the changes made by hand.
EditCount count_edits(Postgres& hub, const std::string& event);

/// Takes a device all its rights, at once.
///
/// @return false when there is none of this name that has any
bool revoke_device(Postgres& hub, const std::string& event, const std::string& name);

/// Whether a device of this name had its rights taken.
bool was_revoked(Postgres& hub, const std::string& event, const std::string& name);

/// The rooms of the programme that the hub has.
std::vector<std::string> published_rooms(Postgres& hub, const std::string& event);

/// One admission of a ticket that was let in twice.
struct ConflictingCheckIn {
    std::string device = {};
    std::string at = {};  // UTC, ISO 8601
    bool offline = false;
};

/// A ticket that was let in twice.
struct Conflict {
    std::string id = {};
    std::string attendee = {};
    std::vector<ConflictingCheckIn> check_ins = {};
    std::optional<std::string> resolved = {};
};

/// Those that stand or were settled, by the first admission.
std::vector<Conflict> conflicts(Postgres& hub, const std::string& event);

/// @param verdict  allow, deny
/// @return         false when there is no such conflict
bool resolve_conflict(Postgres& hub, const std::string& event, const std::string& id, const std::string& verdict);

}  // namespace kiosk

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/store/database.h"

namespace kiosk {

/// The hub that this machine is paired with, and what it is there. Columns as in db/006_hub.sql.
struct HubLink {
    std::string host = {};
    int port = 0;
    std::string database = {};
    std::string role = {};
    std::string device = {};
    std::string name = {};
    std::string screen = {};  // lobby, room, check-in
    std::optional<std::string> room = {};
    bool checks_in = false;
    bool publishes = false;
    std::string event = {};
    std::string epoch = {};
    std::int64_t reached = 0;
    std::string mark = {};
    std::optional<std::int64_t> attendees_reached = {};
    std::optional<double> clock_error_s = {};
    std::string state = "paired";  // paired, revoked, copied, unknown
};

/// @return none when this machine is paired with no hub
std::optional<HubLink> load_hub_link(const Database& database);

/// Makes this machine a device. Check-ins that it has recorded are sent to the hub; where another link was before, what
/// that hub had is asked for anew.
void save_hub_link(Database& database, const HubLink& link);

/// What the hub says of this device now.
void update_hub_link(Database& database, const HubLink& link);

/// How much of the hub's log is here, and which log that is.
struct HubPlace {
    std::int64_t reached = 0;
    std::string epoch = {};
    std::string mark = {};
};

/// Remembers how far this machine has come, within the transaction that wrote what came.
void set_hub_place(Database& database, const HubPlace& place);

/// Makes the next exchange compare all attendees, where this machine has any.
void compare_attendees_anew(Database& database);

/// @param state  paired, copied, unknown
void set_hub_state(Database& database, const std::string& state);

/// How far this machine's clock is ahead of the hub's. Written only when it has moved by a second or more, since each
/// writing wakes the screens.
void set_clock_error(Database& database, double seconds);

/// Whether a database has an event, attendees or check-ins that a link to a hub would mix with the hub's.
bool has_own_event(const Database& database);

}  // namespace kiosk

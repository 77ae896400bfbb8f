#pragma once

#include <span>
#include <string_view>

#include "kiosk/sources/hub/postgres.h"

namespace kiosk {

/// The SQL of `db/hub/NNN_*.sql`, step 1 first.
std::span<const std::string_view> hub_steps();

/// What became of a hub's tables.
struct HubUpgrade {
    int before = 0;  // the last step that was done; 0: there was no hub
    int now = 0;
};

/// Makes the hub's tables, roles and functions in a database of PostgreSQL, or brings them up to date.
///
/// @throws HubError  when the database has a schema "kiosk" of somebody else or of a newer kiosk
HubUpgrade upgrade_hub(Postgres& hub);

/// Makes the database of a hub on a server of PostgreSQL, where it isn't there.
///
/// @param server  connected to another database of it
void make_hub_database(Postgres& server);

/// Makes all devices compare what they have with the hub: after it was put back from a backup, say.
void begin_new_epoch(Postgres& hub);

}  // namespace kiosk

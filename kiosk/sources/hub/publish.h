#pragma once

#include <string>

#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// What a publishing changed on the hub.
struct Published {
    std::string event = {};  // the hub's id of it
    bool is_new = false;
    int written = 0;  // rows of the programme
    int removed = 0;
    int attendees_written = 0;
    int attendees_removed = 0;
};

/// Makes the event of this database the hub's: only what differs is sent, all or nothing.
///
/// @param event  the hub's id of it; empty: it is not on any hub yet
/// @throws HubError    when it can't be written
/// @throws StoreError  when there is no event to publish
Published publish(const Database& database, Postgres& hub, const std::string& event);

}  // namespace kiosk

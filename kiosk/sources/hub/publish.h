#pragma once

#include <functional>
#include <string>

#include "kiosk/sources/hub/former_hub.h"
#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// How an event is published.
struct PublishOptions {
    std::string event = {};  // the hub's id of it; empty: it is not on any hub yet
    std::string device = {};  // this machine's on the hub that had the event before; empty: none had
    std::function<std::string(const SentCheckIn&)> place_of = {};  // what a ticket admits to once
};

/// What a publishing changed on the hub.
struct Published {
    std::string event = {};  // the hub's id of it
    bool is_new = false;
    int written = 0;  // rows of the programme
    int removed = 0;
    int attendees_written = 0;
    int attendees_removed = 0;
    HandedOver handed_over = {};  // where this hub takes the place of another
};

/// Makes the event of this database the hub's: only what differs is sent, all or nothing.
///
/// @throws HubError    when it can't be written
/// @throws StoreError  when there is no event to publish
Published publish(const Database& database, Postgres& hub, const PublishOptions& options);

}  // namespace kiosk

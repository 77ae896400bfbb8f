#pragma once

#include <string>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// How many there were; all that stays of them.
struct KeptCount {
    std::string what = {};  // "attendees", "entrance", "session"
    std::string name = {};  // the ticket type, the date in the event's zone, the session's id
    int persons = 0;
};

/// Removes every attendee, check-in and key from the database's files, and keeps the counts. What the event's page says
/// of people is the programme's and stays.
///
/// @throws StoreError  when another program has the database open and so keeps old pages alive; nothing is lost by
///                     trying again
void remove_persons(Database& database, const Zone& zone);

std::vector<KeptCount> kept_counts(const Database& database);

}  // namespace kiosk

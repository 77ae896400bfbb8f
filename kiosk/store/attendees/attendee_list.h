#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/attendees/person.h"
#include "kiosk/store/attendees/ticket_row.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// An attendee as the organiser sees them.
struct Attendee {
    Ticket ticket = {};
    Person person = {};     // empty where no list had this ticket
    std::string code = {};  // empty: they have none yet, or no list had it
    bool has_code = false;
    std::vector<std::string> check_ins = {};  // ids, by moment; those taken back left out
};

/// Whether there are any attendees.
bool has_attendees(const Database& database);

/// All attendees by name (case doesn't count), then id.
std::vector<Attendee> all_attendees(const Database& database, const OrganiserKey& organiser);

}  // namespace kiosk

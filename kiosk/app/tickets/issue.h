#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/paper/badge_sheet.h"
#include "kiosk/sources/tickets/signing_keys.h"
#include "kiosk/store/attendees/attendee_list.h"
#include "kiosk/store/attendees/hash_key.h"

namespace kiosk {

/// What `ticket issue` writes.
struct IssueFiles {
    std::filesystem::path folder = {};
    bool png = false;
    bool svg = false;
    bool pdf = false;
    BadgeSize badge_size = badge_sizes().front();
    std::filesystem::path links = {};  // a table for a mail merge; empty: none
    std::string public_url = {};       // what a link begins with
};

/// Gives each attendee who has none a code, and with a signing key each a signed ticket in place of the code they had.
///
/// @param attendees  get their codes
/// @param event      the event's name
/// @return           how many codes are new
int give_codes(Database& database, const HashKey& key, std::vector<Attendee>& attendees, const std::string& event,
               const std::optional<SigningKey>& signing, const Zone& zone);

/// Writes the files.
///
/// @throws std::runtime_error  when one can't be written
void write_tickets(const IssueFiles& files, const std::vector<Attendee>& attendees, const std::string& event);

}  // namespace kiosk

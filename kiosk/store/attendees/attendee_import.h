#pragma once

#include <span>
#include <vector>

#include "kiosk/domain/attendee.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// What an import of attendees did.
struct AttendeeImport {
    int added = 0;
    int updated = 0;
    int unchanged = 0;
    std::vector<Problem> warnings = {};
};

/// Writes a list, all or nothing. The same attendee again updates: the same external id, else the same code, else the
/// same e-mail address and name (without an address: name and company), where neither id nor code contradict. Nobody is
/// removed; codes that `ticket issue` gave and revocations by hand stay.
///
/// @throws StoreError  when no organiser is there to seal the records for
AttendeeImport import_attendees(Database& database, const HashKey& key, std::span<const DraftAttendee> drafts);

}  // namespace kiosk

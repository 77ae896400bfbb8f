#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/domain/draft.h"

namespace kiosk {

/// What the ticket office says of a ticket.
enum class TicketState { valid, unpaid, blocked, revoked };

/// "valid", "unpaid", "blocked", "revoked".
std::string_view name_of(TicketState state);

/// A person with a ticket, as a file writes it. Every field but the place may be empty: an absent column refuses nobody.
struct DraftAttendee {
    std::string where = {};        // the place in the file, for problems
    std::string external_id = {};  // what the ticket system calls this ticket; the same again is the same attendee
    std::string name = {};
    std::string given_name = {};   // where the file has it apart
    std::string email = {};
    std::string company = {};
    std::string ticket_type = {};
    std::string code = {};         // what the QR code says; empty: `ticket issue` makes one
    TicketState state = TicketState::valid;
    std::optional<WrittenTime> valid_from = {};
    std::optional<WrittenTime> valid_until = {};
    std::vector<std::string> sessions = {};  // ids or titles that the ticket is for; empty: all
    std::string wiki_name = {};              // under which the person voted on the event page
    std::string language = {};               // BCP 47
};

/// An attendee list as it was understood.
struct AttendeeList {
    std::string format = {};  // e.g. "pretix-orders"
    std::vector<DraftAttendee> attendees = {};
    std::vector<Problem> skipped = {};
    std::vector<Problem> warnings = {};
};

}  // namespace kiosk

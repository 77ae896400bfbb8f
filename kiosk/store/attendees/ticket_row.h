#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/domain/attendee.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/attendees/person.h"
#include "kiosk/store/database.h"
#include "kiosk/store/statement.h"

namespace kiosk {

/// A ticket as it stands in the database, without what is sealed.
struct Ticket {
    std::string id = {};  // the attendee's
    TicketState state = TicketState::valid;
    std::string type = {};
    std::optional<WrittenTime> valid_from = {};
    std::optional<WrittenTime> valid_until = {};  // exclusive
    std::vector<std::string> sessions = {};       // ids or titles; empty: all
};

/// A ticket with what its code opens.
struct OpenTicket {
    Ticket ticket = {};
    Person person = {};  // empty where no list had this ticket
};

/// Finds a ticket by its code.
///
/// @return none when no attendee has this code
std::optional<OpenTicket> ticket_with_code(const Database& database, const HashKey& key, std::string_view code);

/// Finds a ticket by its attendee's id.
std::optional<Ticket> ticket_with_id(const Database& database, const std::string& attendee);

/// What an attendee's id is made of; 12 hexadecimal digits fit a signed ticket.
inline constexpr std::size_t id_bytes = 6;

/// The id of an attendee of whom only the code is known.
std::string attendee_id_of(const HashKey& key, std::string_view code);

/// Writes an attendee whom no list has, since a signed ticket lets them in.
///
/// @param code  the signed ticket's text, always written the same way
void add_signed_ticket(Database& database, const HashKey& key, std::string_view code, const Ticket& ticket);

/// The columns of a ticket, in this order for `ticket_in`.
inline constexpr const char* ticket_columns =
    "id, iif(revoked_by_hand, 'revoked', state), ticket_type, valid_from, valid_until";
Ticket ticket_in(const Statement& row);

/// A validity as it is stored: in UTC with a Z, or as a face on the event's clock without.
std::optional<std::string> stored_time(const std::optional<WrittenTime>& time);

std::vector<std::string> sessions_of_ticket(const Database& database, const std::string& attendee);

}  // namespace kiosk

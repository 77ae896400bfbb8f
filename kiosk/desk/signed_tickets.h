#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/store/attendees/ticket_row.h"
#include "kiosk/store/attendees/trusted_keys.h"

namespace kiosk {

/// What reading a signed ticket came to.
enum class SignatureFinding { not_signed, bad_signature, good };

/// A signed ticket of any sort, as it was read.
struct SignedScan {
    SignatureFinding finding = SignatureFinding::not_signed;  // not_signed: it is another sort of text
    bool is_of_event = false;
    std::string text = {};  // the ticket always written the same way
    Ticket ticket = {};     // its id empty where the ticket names nobody
};

/// Reads our own signed tickets and those of pretix, each with the keys trusted for its sort.
///
/// @param event  the name of the event here
SignedScan read_signed(std::string_view text, std::string_view event, std::span<const TrustedKey> keys);

/// The attendee's number in a signed ticket; 12 hexadecimal digits are the id.
std::uint64_t signed_number_of(const std::string& attendee_id);

}  // namespace kiosk

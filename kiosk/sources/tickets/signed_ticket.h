#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/sources/tickets/signing_keys.h"

namespace kiosk {

/// Tells one event from another within a signed ticket.
using EventMark = std::array<std::uint8_t, 4>;

/// The mark of an event of this name; capital and small letters are the same.
EventMark event_mark(std::string_view event_name);

/// A ticket that says itself whom it lets in, so that a kiosk needs no list. Believe one that was read only when
/// `is_genuine`.
struct SignedTicket {
    EventMark event = {};
    std::uint64_t attendee = 0;    // 48 bits
    std::string ticket_type = {};  // UTF-8; what is longer than 12 bytes is cut after a whole letter
    std::optional<Instant> valid_from = {};
    std::optional<Instant> valid_until = {};
    bool is_genuine = false;  // signed by one of the keys; not read when signing
    std::string text = {};    // the whole ticket as sign_ticket wrote it; not read when signing
};

/// How long each signed ticket is; in QR's alphanumeric mode at level M it fills version 6.
inline constexpr std::size_t signed_ticket_length = 154;

/// Signs a ticket. Its letters are capital, digits among them, without I, L, O and U, so that they come through
/// scanners and layouts alike.
std::string sign_ticket(const SignedTicket& ticket, const SigningKey& key);

/// Reads a scan as such a ticket, in small letters too, and look-alikes put right.
///
/// @param text  without blanks at the ends
/// @param keys  of the organisers whose tickets are let in
/// @return      none when it has not the form of a signed ticket; it may then be a code of any other kind
std::optional<SignedTicket> read_signed_ticket(std::string_view text, std::span<const PublicKey> keys);

}  // namespace kiosk

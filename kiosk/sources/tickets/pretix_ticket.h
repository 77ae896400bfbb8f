#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/sources/tickets/signing_keys.h"

namespace kiosk {

/// A ticket that pretix signed (its scheme "pretix_sig1"), as it stands in the QR code. Believe it only when
/// `is_genuine`.
struct PretixTicket {
    std::string seed = {};  // tells this ticket from all others of the event
    long long product = 0;
    long long variation = 0;  // 0: none
    long long date = 0;       // of an event series; 0: none
    std::optional<Instant> valid_from = {};
    std::optional<Instant> valid_until = {};
    bool is_genuine = false;  // signed by one of the keys
};

/// Reads a scan as such a ticket.
///
/// @param text  without blanks at the ends
/// @param keys  of the events whose tickets are let in
/// @return      none when it has not the form of such a ticket at all; it may then be a code of any other kind
std::optional<PretixTicket> pretix_ticket(std::string_view text, std::span<const PublicKey> keys);

}  // namespace kiosk

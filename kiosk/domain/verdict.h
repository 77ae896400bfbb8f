#pragma once

#include <optional>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/domain/attendee.h"

namespace kiosk {

/// What became of one scan. Every value is an ordinary answer with its own screen, not an error.
enum class Verdict {
    admitted,
    already_in,
    not_yet_valid,
    wrong_session,
    session_full,
    unreadable,
    test,
    unknown,
    revoked,
    unpaid,
    blocked,
    expired,
    wrong_event,
    bad_signature,
};

/// What a verdict tells the person at the door, in a colour, a sign and a tone.
enum class Sign { go, look, stop };

/// The verdict's name in files and on the command line, e.g. "already_in".
std::string_view name_of(Verdict verdict);

/// @return none when no verdict has this name
std::optional<Verdict> verdict_named(std::string_view name);

Sign sign_of(Verdict verdict);

/// All that a verdict on a known ticket depends on.
struct TicketFacts {
    TicketState state = TicketState::valid;
    std::optional<Instant> valid_from = {};
    std::optional<Instant> valid_until = {};  // exclusive
    bool is_for_session = true;               // it is for the session at this door, or this is no session's door
    bool session_has_room = true;
    std::optional<Instant> first_in = {};  // admitted here already: on this event day, or to this session
};

/// Decides a scan of a known ticket. Pure: recording the result is the caller's part.
Verdict judge_scan(const TicketFacts& ticket, Instant now);

}  // namespace kiosk

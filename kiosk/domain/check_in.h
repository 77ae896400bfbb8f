#pragma once

#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/programme.h"
#include "kiosk/domain/verdict.h"

namespace kiosk {

/// Where a person is sent after the door.
struct NextSession {
    Session session = {};
    bool voted_for = false;  // the person said on the event page that they would attend

    bool operator==(const NextSession&) const = default;
};

/// The whole answer to one scan: what the screen, the tone and the command line say.
struct CheckInAnswer {
    Verdict verdict = Verdict::unknown;
    std::string attendee = {};    // id; empty when nobody is known
    std::string name = {};        // as people write it; empty when it is not known
    std::string given_name = {};  // for the greeting; empty: greet by the name
    std::string language = {};    // of the person; empty: not known
    bool was_here_before = false;            // admitted, and it is not their first day
    std::optional<Instant> first_at = {};    // already_in: when ...
    std::string first_device = {};           // ... and where first
    std::optional<Instant> valid_from = {};  // not_yet_valid: from when
    std::optional<Session> session = {};     // the session checked in to, or that is full or not the ticket's
    bool door_is_closed = false;             // wrong_session: at a room's door while no session lets people in
    std::optional<Session> instead = {};     // session_full: a similar one with space
    std::optional<NextSession> next = {};    // admitted: what comes next for this person; a closed door: what comes here
    bool list_is_arriving = false;           // unknown: the list of attendees is not whole on this machine yet
    std::string arrived = {};                // test: what the scanner sent, printable

    bool operator==(const CheckInAnswer&) const = default;
};

}  // namespace kiosk

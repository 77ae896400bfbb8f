#include "kiosk/domain/verdict.h"

namespace kiosk {

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::admitted: return "admitted";
        case Verdict::already_in: return "already_in";
        case Verdict::not_yet_valid: return "not_yet_valid";
        case Verdict::wrong_session: return "wrong_session";
        case Verdict::session_full: return "session_full";
        case Verdict::unreadable: return "unreadable";
        case Verdict::test: return "test";
        case Verdict::unknown: return "unknown";
        case Verdict::revoked: return "revoked";
        case Verdict::unpaid: return "unpaid";
        case Verdict::blocked: return "blocked";
        case Verdict::expired: return "expired";
        case Verdict::wrong_event: return "wrong_event";
        case Verdict::bad_signature: return "bad_signature";
    }
    return "unknown";
}

std::optional<Verdict> verdict_named(std::string_view name) {
    constexpr auto last = static_cast<int>(Verdict::bad_signature);
    for (int each = 0; each <= last; ++each)
        if (const auto verdict = static_cast<Verdict>(each); name_of(verdict) == name) return verdict;
    return std::nullopt;
}

Sign sign_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::admitted: return Sign::go;
        case Verdict::already_in:
        case Verdict::not_yet_valid:
        case Verdict::wrong_session:
        case Verdict::session_full:
        case Verdict::unreadable:
        case Verdict::test: return Sign::look;
        default: return Sign::stop;
    }
}

Verdict judge_scan(const TicketFacts& ticket, Instant now) {
    // What can't be mended at the door comes first; that somebody is in already comes before hours and rooms, since a
    // person who is in has passed them.
    switch (ticket.state) {
        case TicketState::revoked: return Verdict::revoked;
        case TicketState::blocked: return Verdict::blocked;
        case TicketState::unpaid: return Verdict::unpaid;
        case TicketState::valid: break;
    }
    if (ticket.valid_until && now >= *ticket.valid_until) return Verdict::expired;
    if (ticket.valid_from && now < *ticket.valid_from) return Verdict::not_yet_valid;
    if (ticket.first_in) return Verdict::already_in;
    if (!ticket.is_for_session) return Verdict::wrong_session;
    if (!ticket.session_has_room) return Verdict::session_full;
    return Verdict::admitted;
}

}  // namespace kiosk

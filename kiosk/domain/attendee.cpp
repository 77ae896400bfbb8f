#include "kiosk/domain/attendee.h"

namespace kiosk {

std::string_view name_of(TicketState state) {
    switch (state) {
        case TicketState::valid: return "valid";
        case TicketState::unpaid: return "unpaid";
        case TicketState::blocked: return "blocked";
        case TicketState::revoked: return "revoked";
    }
    return "valid";
}

}  // namespace kiosk

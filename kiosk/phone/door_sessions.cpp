#include "kiosk/phone/door_sessions.h"

#include "kiosk/domain/seats.h"

namespace kiosk {

std::vector<const Session*> door_sessions(const Programme& programme, const std::string& room, Instant now) {
    std::vector<const Session*> sessions;
    for (const Session& session : programme.sessions) {
        const bool is_soon = now < session.starts && session.starts - now <= door_opens_before;
        if (session.is_in(room) && !session.cancelled && (session.runs_at(now) || is_soon)) sessions.push_back(&session);
    }
    return sessions;
}

}  // namespace kiosk

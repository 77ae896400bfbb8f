#include "kiosk/domain/seats.h"

#include <algorithm>

namespace kiosk {
namespace {

std::optional<int> capacity_of_room(const Programme& programme, const std::string& name) {
    const auto room = std::ranges::find(programme.rooms, name, &Room::name);
    return room == programme.rooms.end() ? std::nullopt : room->capacity;
}

}  // namespace

std::optional<int> capacity_of(const Programme& programme, const Session& session) {
    if (!session.room) return std::nullopt;
    auto all = capacity_of_room(programme, *session.room);
    for (const std::string& room : session.also_in) {
        const auto more = capacity_of_room(programme, room);
        if (!all || !more) return std::nullopt;
        *all += *more;
    }
    return all;
}

std::optional<Seats> seats_of(const Programme& programme, const Session& session) {
    if (session.checked_in == 0) return std::nullopt;
    const auto all = capacity_of(programme, session);
    return all ? std::optional{Seats{session.checked_in, *all}} : std::nullopt;
}

const Session* session_at_door(const RoomAgenda& room, Instant now) {
    const Session* last = nullptr;
    for (const Session* session : room.now)
        if (!last || session->starts > last->starts) last = session;
    if (last) return last;
    return room.next && room.next->starts - now <= door_opens_before ? room.next : nullptr;
}

}  // namespace kiosk

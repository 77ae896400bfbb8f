#include "kiosk/domain/agenda.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace kiosk {
namespace {

/// The earliest of two moments, where none means never.
void bring_forward(std::optional<Instant>& earliest, Instant moment) {
    if (!earliest || moment < *earliest) earliest = moment;
}

/// Lists a session that runs or lies ahead under one of its rooms.
void list(const Session& session, Instant now, RoomAgenda& here) {
    if (session.starts <= now)
        here.now.push_back(&session);
    else if (!here.next || session.starts < here.next->starts)
        here.next = &session;
}

}  // namespace

std::vector<Missed> missed_beside(const RoomAgenda& room, std::span<const Session* const> marked) {
    auto missed = missed_in(marked, room.room ? std::optional{room.room->name} : std::nullopt);
    std::erase_if(missed, [&](const Missed& each) {
        return each.session == room.next || std::ranges::find(room.now, each.session) != room.now.end();
    });
    return missed;
}

Agenda agenda_at(const Programme& programme, Instant now) {
    Agenda agenda;
    std::unordered_map<std::string_view, std::size_t> place_of;
    for (const Room& room : programme.rooms) {
        place_of.emplace(room.name, agenda.rooms.size());
        agenda.rooms.push_back({.room = &room});
    }
    RoomAgenda without_room;
    bool any_without_room = false;

    for (const Session& session : programme.sessions) {
        const auto place = session.room ? place_of.find(*session.room) : place_of.end();
        const bool has_room = place != place_of.end();
        any_without_room = any_without_room || !has_room;
        if (is_marked(session, now)) agenda.marked.push_back(&session);
        if (const auto change = mark_changes_at(session, now)) bring_forward(agenda.changes_at, *change);
        if (session.cancelled) continue;
        if (session.starts > now)
            bring_forward(agenda.changes_at, session.starts);
        else if (session.runs_at(now))
            bring_forward(agenda.changes_at, session.ends);
        else
            continue;
        list(session, now, has_room ? agenda.rooms[place->second] : without_room);
        for (const std::string& room : session.also_in)
            if (const auto further = place_of.find(room); further != place_of.end())
                list(session, now, agenda.rooms[further->second]);
    }
    if (any_without_room) agenda.rooms.push_back(std::move(without_room));
    return agenda;
}

const RoomAgenda* agenda_of_room(const Agenda& agenda, std::string_view room) {
    const auto found = std::ranges::find_if(agenda.rooms, [&](const RoomAgenda& each) { return each.room && each.room->name == room; });
    return found == agenda.rooms.end() ? nullptr : &*found;
}

}  // namespace kiosk

#include "kiosk/domain/delay.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

bool share_a_room(const Session& one, const Session& other) {
    const auto is_other_there = [&](const std::string& room) { return other.is_in(room); };
    return (one.room && is_other_there(*one.room)) || std::ranges::any_of(one.also_in, is_other_there);
}

const Session& session_of(const Shift& shift, const Programme& programme) {
    return *std::ranges::find(programme.sessions, shift.session, &Session::id);
}

Programme after(const std::vector<Shift>& shifts, Programme programme) {
    for (const Shift& shift : shifts) {
        Session& session = *std::ranges::find(programme.sessions, shift.session, &Session::id);
        if (session.room != shift.room) session.also_in.clear();
        session.room = shift.room;
        session.starts = shift.starts;
        session.ends = shift.ends;
    }
    return programme;
}

PlacingConflict conflict_in(const Programme& programme, const Session& session, const Zone& zone) {
    PlacingConflict conflict = conflict_of({session.id, session.room.value_or(""), session.starts, session.ends}, programme, zone);
    // Sessions without a room are in nobody's way.
    if (!session.room) conflict.clashes.clear();
    return conflict;
}

}  // namespace

std::vector<Shift> delayed(const Programme& programme, const Session& session, std::chrono::minutes by, bool following) {
    std::vector<Shift> shifts = {{session.id, session.room, session.starts + by, session.ends + by}};
    if (!following) return shifts;
    std::vector<const Session*> pushing = {&session};
    for (const Session& later : programme.sessions) {
        if (later.cancelled || later.id == session.id || later.starts < session.ends) continue;
        Instant starts = later.starts;
        for (std::size_t i = 0; i < pushing.size(); ++i)
            if (later.starts >= pushing[i]->ends && share_a_room(*pushing[i], later)) starts = std::max(starts, shifts[i].ends);
        if (starts == later.starts) continue;
        shifts.push_back({later.id, later.room, starts, later.ends + (starts - later.starts)});
        pushing.push_back(&later);
    }
    return shifts;
}

std::vector<ShiftConflict> conflicts_of(const std::vector<Shift>& shifts, const Programme& programme, const Zone& zone) {
    const Programme shifted = after(shifts, programme);
    std::vector<ShiftConflict> result;
    for (const Shift& shift : shifts) {
        const Session& before = session_of(shift, programme);
        if (before.cancelled) continue;
        const PlacingConflict old = conflict_in(programme, before, zone);
        PlacingConflict conflict = conflict_in(shifted, session_of(shift, shifted), zone);
        if (!old.hours.empty()) conflict.hours.clear();
        if (before.room == shift.room)
            std::erase_if(conflict.clashes, [&](const Session& clash) {
                return std::ranges::find(old.clashes, clash.id, &Session::id) != old.clashes.end();
            });
        if (!conflict.empty()) result.push_back({shift, std::move(conflict)});
    }
    return result;
}

}  // namespace kiosk

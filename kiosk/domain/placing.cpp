#include "kiosk/domain/placing.h"

#include <algorithm>

namespace kiosk {
namespace {

bool is_inside(const Placing& placing, const Day& day, const Zone& zone) {
    const std::chrono::local_days midnight{day.date};
    const Instant opens = day.opens.value_or(zone.moment_of(midnight));
    const Instant closes = day.closes.value_or(zone.moment_of(midnight + std::chrono::days{1}));
    return opens <= placing.starts && placing.ends <= closes;
}

}  // namespace

PlacingConflict conflict_of(const Placing& placing, const Programme& programme, const Zone& zone) {
    PlacingConflict conflict;
    for (const Session& session : programme.sessions) {
        const bool own = session.id == placing.topic;
        const bool overlaps = session.starts < placing.ends && placing.starts < session.ends;
        if (!own && !session.cancelled && session.is_in(placing.room) && overlaps) conflict.clashes.push_back(session);
    }
    const auto& days = programme.event.days;
    if (std::ranges::none_of(days, [&](const Day& day) { return is_inside(placing, day, zone); })) conflict.hours = days;
    return conflict;
}

}  // namespace kiosk

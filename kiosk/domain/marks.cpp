#include "kiosk/domain/marks.h"

#include <algorithm>

namespace kiosk {
namespace {

/// A stretch of time [from, to) in which a mark holds.
struct Stretch {
    Instant from = {};
    Instant to = {};
};

/// The stretches of one session; they may overlap. Calls `take` with each.
template <typename Take>
void for_each_stretch(const Session& session, Take take) {
    if (session.before.empty() && !session.cancelled) return;
    take(Stretch{session.starts - change_is_told, session.ends});
    for (const EarlierPlace& place : session.before) take(Stretch{place.starts - change_is_told, place.ends});
    if (session.cancelled_at) take(Stretch{*session.cancelled_at, *session.cancelled_at + change_is_told});
    if (!session.before.empty()) take(Stretch{session.before.back().left_at, session.before.back().left_at + change_is_told});
}

}  // namespace

bool is_marked(const Session& session, Instant now) {
    bool holds = false;
    for_each_stretch(session, [&](const Stretch& stretch) { holds = holds || (stretch.from <= now && now < stretch.to); });
    return holds;
}

std::optional<Instant> mark_changes_at(const Session& session, Instant now) {
    std::optional<Instant> earliest;
    const auto consider = [&](Instant moment) {
        if (moment > now && (!earliest || moment < *earliest)) earliest = moment;
    };
    for_each_stretch(session, [&](const Stretch& stretch) {
        consider(stretch.from);
        consider(stretch.to);
    });
    return earliest;
}

std::vector<Missed> missed_in(std::span<const Session* const> marked, const std::optional<std::string>& room) {
    std::vector<Missed> missed;
    for (const Session* session : marked) {
        const bool is_here = room ? session->is_in(*room) : !session->room;
        // The place that it left last tells most; a time in its own room is told only where it isn't called off.
        const EarlierPlace* left = nullptr;
        for (const EarlierPlace& place : session->before)
            if (place.room == room) left = &place;
        if (is_here && session->cancelled)
            missed.push_back({session, nullptr});
        else if (left)
            missed.push_back({session, left});
    }
    std::ranges::stable_sort(missed, {}, &Missed::slot);
    return missed;
}

}  // namespace kiosk

#include "kiosk/model/session_words.h"

#include <algorithm>
#include <set>

namespace kiosk {

std::string until_words(const Session& session, Instant now, const TimeWords& times) {
    const std::string ends = times.when(session.ends, now);
    if (times.clock_says_it(session.ends, now)) return times.words().say("until {time}", {{"time", ends}});
    return times.words().say("until {day_and_time}", {{"day_and_time", ends}});
}

std::string started_words(const Session& session, Instant now, const TimeWords& times) {
    const std::string starts = times.when(session.starts, now);
    if (times.clock_says_it(session.starts, now)) return times.words().say("started {time}", {{"time", starts}});
    return times.words().say("started {day_and_time}", {{"day_and_time", starts}});
}

double progress_at(const Session& session, Instant now) {
    const auto whole = session.ends - session.starts;
    if (whole <= std::chrono::seconds{0}) return 0;
    const auto done = std::chrono::floor<std::chrono::minutes>(now) - session.starts;
    const double part = std::chrono::duration<double>(done) / std::chrono::duration<double>(whole);
    return std::clamp(part, 0.0, 1.0);
}

std::string attendance(const Topic& topic, const Catalogue& words) {
    std::set<std::string_view> authors;
    for (const Vote& vote : topic.votes)
        if (vote.kind == "will_attend") authors.insert(vote.author);
    const long count = static_cast<long>(authors.size()) + topic.hands;
    if (count == 0) return {};
    return words.count("{count} will attend", "{count} will attend", count);
}

bool is_in(const Session& session, const Room* room, const Programme& programme) {
    if (room) return session.room == room->name;
    return !session.room || std::none_of(programme.rooms.begin(), programme.rooms.end(),
                                         [&](const Room& known) { return known.name == *session.room; });
}

bool ended_in(const Programme& programme, const Room* room, Instant from, Instant now) {
    return std::any_of(programme.sessions.begin(), programme.sessions.end(), [&](const Session& session) {
        return session.starts >= from && session.ends <= now && !session.cancelled && is_in(session, room, programme);
    });
}

}  // namespace kiosk

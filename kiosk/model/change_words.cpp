#include "kiosk/model/change_words.h"

#include "kiosk/model/session_words.h"

namespace kiosk {
namespace {

std::string previously_words(Instant before, Instant now, const TimeWords& times) {
    return times.words().say("previously {time}", {{"time", times.when(before, now)}});
}

std::string new_time_words(Instant starts, Instant before, Instant now, const TimeWords& times) {
    const Catalogue& words = times.words();
    return joined({words.say("new time {time}", {{"time", times.when(starts, now)}}),
                   previously_words(before, now, times)});
}

std::string moved_to_words(const Session& session, const TimeWords& times) {
    const Catalogue& words = times.words();
    return session.room ? words.say("moved to {room}", {{"room", isolated(*session.room)}}) : words.say("moved");
}

/// The parts that lobby and door have in common; empty where they don't.
std::string common_words(const Missed& missed, Instant now, const TimeWords& times) {
    const Session& session = *missed.session;
    if (session.cancelled) return joined({times.words().say("cancelled"), times.when(missed.slot(), now)});
    const bool same_room = missed.place->room ? session.is_in(*missed.place->room) : !session.room;
    if (same_room) return new_time_words(session.starts, missed.place->starts, now, times);
    if (session.runs_at(now)) return joined({moved_to_words(session, times), until_words(session, now, times)});
    return {};
}

}  // namespace

std::string arrived_words(const Session& session, const std::optional<std::string>& room, bool with_time, Instant now,
                          const TimeWords& times) {
    if (session.before.empty()) return {};
    const Catalogue& words = times.words();
    const EarlierPlace& first = session.before.front();
    std::string from;
    if (first.room != session.room && first.room != room)
        from = first.room ? words.say("moved here from {room}", {{"room", isolated(*first.room)}}) : words.say("moved here");
    if (first.starts != session.starts)
        return joined({from, with_time ? new_time_words(session.starts, first.starts, now, times)
                                       : previously_words(first.starts, now, times)});
    return from.empty() || !with_time ? from : joined({from, times.when(session.starts, now)});
}

std::string missed_words(const Missed& missed, Instant now, const TimeWords& times) {
    const std::string common = common_words(missed, now, times);
    if (!common.empty()) return common;
    return joined({moved_to_words(*missed.session, times), times.when(missed.session->starts, now)});
}

std::string missed_at_door(const Missed& missed, Instant now, const TimeWords& times) {
    const std::string common = common_words(missed, now, times);
    if (!common.empty()) return common;
    if (!missed.session->room || missed.session->starts <= now) return missed_words(missed, now, times);
    return times.words().say("moved to {room}, starts {time}", {{"room", isolated(*missed.session->room)},
                                                               {"time", times.when(missed.session->starts, now)}});
}

}  // namespace kiosk

#include "kiosk/model/status_line.h"

#include <algorithm>

namespace kiosk {
namespace {

bool is_doubtful(const Contact& contact, Instant now) { return now >= contact.good_until; }

}  // namespace

StatusLine status_line(const Programme& programme, const Moment& moment, const TimeWords& times) {
    const Catalogue& words = times.words();
    const Standing& standing = moment.standing;
    // A clock that is wrong can't say either how old the programme is.
    if (!standing.clock_trusted) return {.text = words.say("clock not trusted"), .alarms = true};
    StatusLine line;
    if (standing.contact && is_doubtful(*standing.contact, moment.shown)) {
        line.text = words.say("as of {time}", {{"time", times.when(standing.contact->last, moment.shown)}});
        line.alarms = true;
    }
    if (programme.is_demo)
        line.text = joined({line.text, words.say("demo · replace it: {command}", {{"command", "kiosk/run import FILE"}})});
    return line;
}

Instant next_change(const Agenda& agenda, const Moment& moment, const Zone& zone) {
    const Instant now = moment.shown;
    const ClockFace face = zone.face_at(now);
    const auto into_minute = face - std::chrono::floor<std::chrono::minutes>(face);
    Instant change = now + (std::chrono::minutes{1} - into_minute);
    if (agenda.changes_at) change = std::min(change, *agenda.changes_at);
    if (const auto& contact = moment.standing.contact; contact && !is_doubtful(*contact, now))
        change = std::min(change, contact->good_until);
    return change;
}

}  // namespace kiosk

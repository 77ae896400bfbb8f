#include "kiosk/model/status_line.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::chrono::seconds tolerated_clock_error{60};

/// "clock 5 min fast"; empty when the hub's clock says about the same.
std::string clock_words(std::chrono::seconds ahead, const TimeWords& times) {
    if (std::chrono::abs(ahead) <= tolerated_clock_error) return {};
    const Filling span{"span", times.span(Instant{}, Instant{std::chrono::abs(ahead)})};
    return ahead.count() > 0 ? times.words().say("clock {span} fast", {span}) : times.words().say("clock {span} slow", {span});
}

std::string list_words(const ArrivingList& list, const Catalogue& words) {
    if (list.all == 0) return words.say("the list of attendees is on its way");
    const std::int64_t percent = std::min<std::int64_t>(std::int64_t{100} * list.here / list.all, 99);
    return words.say("list of attendees: {percent} % here", {{"percent", std::to_string(percent)}});
}

bool is_doubtful(const Contact& contact, Instant now) { return now >= contact.good_until; }

}  // namespace

StatusLine status_line(const Programme& programme, const Moment& moment, const TimeWords& times) {
    const Catalogue& words = times.words();
    const Standing& standing = moment.standing;
    // A clock that is wrong can't say either how old the programme is.
    if (!standing.clock_trusted) return {.text = words.say("clock not trusted"), .alarms = true};
    StatusLine line{.text = clock_words(standing.hub.clock_ahead, times)};
    line.alarms = !line.text.empty();
    if (standing.contact && is_doubtful(*standing.contact, moment.shown)) {
        line.text = joined({line.text, words.say("as of {time}", {{"time", times.when(standing.contact->last, moment.shown)}})});
        line.alarms = true;
    }
    if (standing.hub.attendees) line.text = joined({line.text, list_words(*standing.hub.attendees, words)});
    if (standing.hub.let_in_twice > 0)
        line.text = joined({line.text, words.count("{count} ticket was let in twice: tell the organiser",
                                                   "{count} tickets were let in twice: tell the organiser", standing.hub.let_in_twice)});
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

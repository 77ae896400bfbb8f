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

/// Why the programme on this screen is no longer the hub's; empty while it is.
std::string membership_words(HubMembership membership, const Catalogue& words) {
    switch (membership) {
        case HubMembership::member: return {};
        case HubMembership::taken_off: return words.say("this screen was taken out of the event's hub");
        case HubMembership::copied: return words.say("a copy of this screen has taken its place: pair it anew");
        case HubMembership::unknown: return words.say("the event's hub doesn't know this screen: pair it anew");
    }
    return {};
}

/// What became of a pairing code that was shown to the demo.
StatusLine demo_line(PairingState pairing, const Catalogue& words) {
    const std::string demo = words.say("demo · replace it: {command}", {{"command", "kiosk/run import FILE"}});
    switch (pairing) {
        case PairingState::none:
        case PairingState::waiting: return {.text = demo};
        case PairingState::watching: return {.text = joined({demo, words.say("the camera looks for a pairing code")})};
        case PairingState::asking: return {.text = words.say("asking the hub of this pairing code")};
        case PairingState::refused: return {.text = words.say("this pairing code was used already or is too old: make a new one"), .alarms = true};
        case PairingState::unreached: return {.text = words.say("the hub of this pairing code can't be reached"), .alarms = true};
        case PairingState::failed: return {.text = words.say("this screen could not be paired: the kiosk's log says why"), .alarms = true};
    }
    return {.text = demo};
}

bool is_doubtful(const Contact& contact, Instant now) { return now >= contact.good_until; }

}  // namespace

StatusLine status_line(const Programme& programme, const Moment& moment, const TimeWords& times) {
    const Catalogue& words = times.words();
    const Standing& standing = moment.standing;
    // A clock that is wrong can't say either how old the programme is.
    if (!standing.clock_trusted) return {.text = words.say("clock not trusted"), .alarms = true};
    StatusLine line{.text = joined({membership_words(standing.hub.membership, words), clock_words(standing.hub.clock_ahead, times)})};
    line.alarms = !line.text.empty();
    if (standing.contact && is_doubtful(*standing.contact, moment.shown)) {
        line.text = joined({line.text, words.say("as of {time}", {{"time", times.when(standing.contact->last, moment.shown)}})});
        line.alarms = true;
    }
    if (standing.hub.attendees) line.text = joined({line.text, list_words(*standing.hub.attendees, words)});
    if (standing.hub.let_in_twice > 0)
        line.text = joined({line.text, words.count("{count} ticket was let in twice: tell the organiser",
                                                   "{count} tickets were let in twice: tell the organiser", standing.hub.let_in_twice)});
    if (programme.is_demo) {
        const StatusLine demo = demo_line(standing.pairing, words);
        line = {.text = joined({line.text, demo.text}), .alarms = line.alarms || demo.alarms};
    }
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

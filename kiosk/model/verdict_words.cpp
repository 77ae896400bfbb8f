#include "kiosk/model/verdict_words.h"

#include <algorithm>

#include "kiosk/domain/seats.h"

namespace kiosk {
namespace {

/// What is said of a verdict whatever the ticket. An empty place is filled from the answer.
struct Words {
    std::string_view title;
    std::string_view meaning;
    std::string_view advice;
};

constexpr std::string_view to_info_desk = message("Please go to the info desk and bring this ticket.");

Words words_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::admitted: return {message("Welcome"), message("You are checked in."), {}};
        case Verdict::already_in:
            return {message("Already checked in"), message("This ticket came in before."),
                    message("If that was not you, please go to the info desk with this ticket.")};
        case Verdict::not_yet_valid:
            return {message("Not valid yet"), message("The time of this ticket has not come yet."),
                    message("Please come back then, or ask at the info desk.")};
        case Verdict::wrong_session:
            return {message("Not for this session"), message("This ticket is for other sessions."),
                    message("The info desk can say which; please bring this ticket.")};
        case Verdict::session_full:
            return {message("This session is full"), message("Every seat is taken."),
                    message("Please choose another session.")};
        case Verdict::unreadable:
            return {message("Please try again"), message("The code could not be read."),
                    message("Hold it flat and still; make a phone's screen brighter.")};
        case Verdict::test:
            return {message("The scanner works"), message("This is a test code; nobody was checked in."), {}};
        case Verdict::unknown:
            return {message("Ticket not found"), message("This code is on no list of this event."), to_info_desk};
        case Verdict::revoked:
            return {message("Ticket cancelled"), message("This ticket no longer counts."), to_info_desk};
        case Verdict::unpaid:
            return {message("Not paid yet"), message("Nobody has paid for this ticket so far."), to_info_desk};
        case Verdict::blocked:
            return {message("Ticket on hold"), message("The organisers want to talk to you first."), to_info_desk};
        case Verdict::expired:
            return {message("Ticket expired"), message("The time of this ticket is over."), to_info_desk};
        case Verdict::wrong_event:
            return {message("Another event's ticket"), message("This ticket is not for this event."),
                    message("If you have one for it, please hold up that one; if not, go to the info desk.")};
        case Verdict::bad_signature:
            return {message("Ticket not accepted"), message("The organisers did not issue this code."), to_info_desk};
    }
    return {};
}

/// What is said of a ticket that may be on the part of the list that is not here yet.
constexpr Words not_found_yet = {message("Not found yet"), message("The list of attendees is still on its way to this screen."),
                                 message("Please try again in a minute, or ask at the info desk.")};

std::string greeting(const CheckInAnswer& answer, const Catalogue& words) {
    const std::string& name = answer.given_name.empty() ? answer.name : answer.given_name;
    if (name.empty()) return answer.was_here_before ? words.say("Welcome back") : words.say("Welcome");
    const Filling filling{"name", isolated(name)};
    return answer.was_here_before ? words.say("Welcome back, {name}", {filling}) : words.say("Welcome, {name}", {filling});
}

std::string checked_in(const CheckInAnswer& answer, const Catalogue& words) {
    std::string line = answer.session
                           ? words.say("You are checked in to “{session}”.", {{"session", within_quotes(answer.session->title)}})
                           : words.say("You are checked in.");
    if (!answer.given_name.empty() && !answer.name.empty() && answer.name != answer.given_name)
        line += ' ' + words.say("Your badge: {name}", {{"name", isolated(answer.name)}});
    return line;
}

std::string first_time(const CheckInAnswer& answer, const VerdictScene& scene) {
    const Catalogue& words = scene.times.words();
    const Filling time{"time", scene.times.when(*answer.first_at, scene.now)};
    const Filling place{"place", isolated(answer.first_device)};
    if (!scene.times.clock_says_it(*answer.first_at, scene.now)) {
        if (answer.first_device.empty()) return words.say("First check-in: {time}.", {time});
        return words.say("First check-in: {time}, {place}.", {time, place});
    }
    if (answer.first_device.empty()) return words.say("This ticket came in at {time}.", {time});
    return words.say("This ticket came in at {time}, {place}.", {time, place});
}

/// "Liffey, first floor"
std::string place_words(const Session& session, const Programme& programme) {
    if (!session.room) return {};
    const auto room = std::ranges::find(programme.rooms, *session.room, &Room::name);
    if (room == programme.rooms.end() || room->where.empty()) return *session.room;
    return isolated(*session.room) + ", " + isolated(room->where);
}

NextCard card_of(const Session& session, std::string label, const std::string& why, const VerdictScene& scene) {
    NextCard card{.label = capitals(label), .title = session.title};
    card.detail = joined({place_words(session, scene.programme), why});
    card.time = scene.times.when(session.starts, scene.now);
    if (session.starts > scene.now) card.span = scene.times.span(scene.now, session.starts);
    return card;
}

std::string closed_door(const CheckInAnswer& answer, const VerdictScene& scene) {
    const Catalogue& words = scene.times.words();
    if (!answer.next) return words.say("No more sessions are planned here.");
    const Instant opens = answer.next->session.starts - door_opens_before;
    return words.say("Check-in opens 15 minutes before the session: {time}.", {{"time", scene.times.when(opens, scene.now)}});
}

/// The meaning, where the ticket makes it more exact.
std::string meaning_of(const CheckInAnswer& answer, std::string_view usual, const VerdictScene& scene) {
    const Catalogue& words = scene.times.words();
    const auto title = [&] { return Filling{"session", within_quotes(answer.session->title)}; };
    if (answer.verdict == Verdict::admitted) return checked_in(answer, words);
    if (answer.verdict == Verdict::already_in && answer.first_at) return first_time(answer, scene);
    if (answer.verdict == Verdict::not_yet_valid && answer.valid_from)
        return words.say("This ticket counts from {time} on.", {{"time", scene.times.when(*answer.valid_from, scene.now)}});
    if (answer.door_is_closed) return closed_door(answer, scene);
    if (answer.verdict == Verdict::wrong_session && answer.session)
        return words.say("This ticket is not for “{session}”.", {title()});
    if (answer.verdict == Verdict::session_full && answer.session)
        return words.say("Every seat of “{session}” is taken.", {title()});
    return words.say(usual);
}

}  // namespace

VerdictView verdict_words(const CheckInAnswer& answer, const std::string& how, const VerdictScene& scene) {
    const Catalogue& words = scene.times.words();
    const Words usual = answer.list_is_arriving ? not_found_yet : words_of(answer.verdict);
    VerdictView view{.sign = answer.list_is_arriving ? Sign::look : sign_of(answer.verdict), .title = words.say(usual.title)};
    if (answer.verdict == Verdict::admitted) view.title = greeting(answer, words);
    if (answer.door_is_closed) view.title = words.say("No check-in here at the moment");
    view.lines.push_back(meaning_of(answer, usual.meaning, scene));
    if (!usual.advice.empty() && !answer.instead && !answer.door_is_closed)
        view.lines.push_back(words.say(usual.advice));
    if (!answer.arrived.empty()) view.lines.push_back(words.say("What arrived: {text}", {{"text", isolated(answer.arrived)}}));
    if (answer.verdict == Verdict::test && !how.empty()) view.lines.push_back(how);

    if (answer.next)
        view.card = card_of(answer.next->session,
                            answer.door_is_closed ? words.say("next in this room") : words.say("your next session"),
                            answer.next->voted_for ? words.say("you voted for it") : "", scene);
    else if (answer.instead)
        view.card = card_of(*answer.instead, words.say("there is space here"), "", scene);
    if (view.sign != Sign::go)
        view.foot = scene.has_camera ? words.say("Next person: just hold your code to the camera.")
                                     : words.say("Next person: just hold your code to the scanner.");
    return view;
}

VerdictView trouble_words(const Trouble& trouble, const Catalogue& words) {
    return {.sign = Sign::stop,
            .title = words.say("Out of order"),
            .lines = {words.say("Nobody can be checked in here at the moment."),
                      words.say("Please go to the info desk or to another door.")},
            .card = {},
            .foot = joined({words.say("code {code}", {{"code", trouble.code}}), trouble.device})};
}

std::string scanner_words(const KeyScan& scan, const Catalogue& words) {
    const auto end = [&] {
        switch (scan.end) {
            case ScanEnd::enter: return words.say("Ended by Enter");
            case ScanEnd::tab: return words.say("Ended by Tab");
            case ScanEnd::complete: return words.say("Ended by its length");
            case ScanEnd::silence: return words.say("Ended by silence");
        }
        return std::string{};
    };
    const std::string gap = words.say("up to {count} ms between keys", {{"count", std::to_string(scan.slowest.count())}});
    return joined({end(), gap, scan.text == scan.as_us ? words.say("keyboard layout as in the US")
                                                       : words.say("another keyboard layout than in the US")});
}

}  // namespace kiosk

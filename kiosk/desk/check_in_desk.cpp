#include "kiosk/desk/check_in_desk.h"

#include <algorithm>

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"
#include "kiosk/desk/signed_tickets.h"
#include "kiosk/domain/next_session.h"
#include "kiosk/domain/scan_text.h"
#include "kiosk/domain/seats.h"
#include "kiosk/domain/test_code.h"
#include "kiosk/domain/ticket_code.h"
#include "kiosk/sources/attendees/ticket_code.h"
#include "kiosk/store/attendees/trusted_keys.h"
#include "kiosk/store/hub_standing.h"
#include "kiosk/store/programme_revision.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

constexpr std::size_t longest_scan = 7089;  // what the largest QR code holds
constexpr AdmissionDay always{Instant{std::chrono::sys_days{std::chrono::year{1} / 1 / 1}},
                              Instant{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}}};

std::optional<Instant> moment(const std::optional<WrittenTime>& written, const Zone& zone) {
    return written ? std::optional{written->moment_in(zone)} : std::nullopt;
}

/// What a scan is that no ticket says.
CheckInAnswer no_ticket(std::string_view text, const std::string& event) {
    if (is_test_code(text)) return {.verdict = Verdict::test, .arrived = clean_utf8(text)};
    if (const std::string own = own_code(text); !own.empty() && !is_of_event(own, event)) return {.verdict = Verdict::wrong_event};
    const bool makes_sense = !text.empty() && text.size() <= longest_scan && is_utf8(text);
    return {.verdict = makes_sense ? Verdict::unknown : Verdict::unreadable};
}

}  // namespace

CheckInDesk::CheckInDesk(Database& database, Device device)
    : database_(database), device_(std::move(device)), key_(HashKey::of(database)), check_ins_(database) {
    // All of them, and not in a transaction that others wait for.
    database_.snapshot([&] { check_ins_.read_on(); });
}

CheckInAnswer CheckInDesk::answer(std::string_view scanned, Instant now, const std::optional<std::string>& session) {
    CheckInAnswer answer;
    database_.transaction([&] { answer = answer_within(scanned, now, session); });
    return answer;
}

CheckInAnswer CheckInDesk::answer_within(std::string_view scanned, Instant now, const std::optional<std::string>& session) {
    refresh();
    return judge(scanned, door_at(now, session));
}

CheckInAnswer CheckInDesk::answer_at_door(std::string_view scanned, Instant now, const std::string& room) {
    CheckInAnswer answer;
    database_.transaction([&] {
        refresh();
        answer = judge(scanned, door_of(now, room));
    });
    return answer;
}

void CheckInDesk::get_ready() {
    database_.snapshot([&] { refresh(); });
}

void CheckInDesk::refresh() {
    check_ins_.read_on();
    const int version = database_.data_version();
    if (version_ == version) return;
    key_ = HashKey::of(database_);  // another one after persons were removed
    if (const std::int64_t revision = programme_revision(database_); revision_ != revision) {
        programme_ = load_programme(database_).value_or(Programme{});
        zone_ = Zone::named(programme_.event.timezone).value_or(Zone{});
        revision_ = revision;
    }
    version_ = version;
}

Door CheckInDesk::door_at(Instant now, const std::optional<std::string>& session) const {
    if (!session) return {.now = now};
    const auto found = std::ranges::find(programme_.sessions, *session, &Session::id);
    if (found == programme_.sessions.end()) throw StoreError("there is no session " + in_quotes(clean_utf8(*session)));
    return {.now = now, .session = &*found};
}

Door CheckInDesk::door_of(Instant now, const std::string& room) const {
    const Agenda agenda = agenda_at(programme_, now);
    const RoomAgenda* here = agenda_of_room(agenda, room);
    if (!here) return {.now = now, .is_closed = true};
    if (const Session* session = session_at_door(*here, now)) return {.now = now, .session = session};
    return {.now = now, .opens_for = here->next, .is_closed = true};
}

std::optional<OpenTicket> CheckInDesk::listed_ticket(std::string_view scanned, std::string_view text) const {
    for (const std::string& code : {std::string{trimmed(scanned)}, std::string{text}, code_meant_by(text), own_code(text)})
        if (auto found = ticket_with_code(database_, key_, code)) return found;
    return std::nullopt;
}

CheckInAnswer CheckInDesk::judge(std::string_view scanned, const Door& door) {
    const std::string text = scan_text(scanned);
    if (const auto found = listed_ticket(scanned, text)) return judge_ticket(*found, door);
    return judge_signed(text, door);
}

std::optional<OpenTicket> CheckInDesk::ticket_of(std::string_view scanned) {
    std::optional<OpenTicket> found;
    database_.snapshot([&] {
        refresh();
        const std::string text = scan_text(scanned);
        found = listed_ticket(scanned, text);
        if (found) return;
        const auto reading = read_signed(text, programme_.event.name, trusted_keys(database_));
        if (reading.finding != SignatureFinding::good || !reading.is_of_event) return;
        found = ticket_with_code(database_, key_, reading.text);
        if (found) return;
        found = OpenTicket{.ticket = reading.ticket};
        if (found->ticket.id.empty()) found->ticket.id = attendee_id_of(key_, reading.text);
        if (const auto known = ticket_with_id(database_, found->ticket.id)) found->ticket = *known;
    });
    return found;
}

CheckInAnswer CheckInDesk::judge_signed(std::string_view text, const Door& door) {
    auto reading = read_signed(text, programme_.event.name, trusted_keys(database_));
    if (reading.finding == SignatureFinding::not_signed) {
        CheckInAnswer answer = no_ticket(text, programme_.event.name);
        answer.list_is_arriving = answer.verdict == Verdict::unknown && is_list_arriving(database_);
        return answer;
    }
    if (reading.finding == SignatureFinding::bad_signature) return {.verdict = Verdict::bad_signature};
    if (!reading.is_of_event) return {.verdict = Verdict::wrong_event};
    if (const auto found = ticket_with_code(database_, key_, reading.text)) return judge_ticket(*found, door);
    if (reading.ticket.id.empty()) reading.ticket.id = attendee_id_of(key_, reading.text);
    const auto known = ticket_with_id(database_, reading.ticket.id);
    const CheckInAnswer answer = judge_ticket({.ticket = known ? *known : reading.ticket}, door);
    if (answer.verdict == Verdict::admitted && !known) add_signed_ticket(database_, key_, reading.text, reading.ticket);
    return answer;
}

CheckInAnswer CheckInDesk::judge_ticket(const OpenTicket& found, const Door& door) {
    const Ticket& ticket = found.ticket;
    const std::optional<std::string> session = door.session ? std::optional{door.session->id} : std::nullopt;
    const auto [from, to] = period(door);
    const auto earlier =
        door.is_closed ? std::nullopt : check_ins_.first({.attendee = ticket.id, .session = session}, from, to);
    const TicketFacts facts{.state = ticket.state,
                            .valid_from = moment(ticket.valid_from, zone_),
                            .valid_until = moment(ticket.valid_until, zone_),
                            .is_for_session = !door.is_closed && (!door.session || is_for(ticket, *door.session)),
                            .session_has_room = !door.session || has_space(*door.session),
                            .first_in = earlier ? std::optional{earlier->at} : std::nullopt};
    CheckInAnswer answer{.verdict = judge_scan(facts, door.now),
                         .attendee = ticket.id,
                         .name = found.person.name,
                         .given_name = found.person.given_name,
                         .language = found.person.language};
    if (door.session) answer.session = *door.session;
    if (answer.verdict == Verdict::admitted) admit(answer, found, door);
    if (answer.verdict == Verdict::already_in) {
        answer.first_at = earlier->at;
        answer.first_device = earlier->device;
    }
    if (answer.verdict == Verdict::not_yet_valid) answer.valid_from = facts.valid_from;
    if (answer.verdict == Verdict::wrong_session && door.is_closed) {
        answer.door_is_closed = true;
        if (door.opens_for) answer.next = NextSession{.session = *door.opens_for};
    }
    if (answer.verdict == Verdict::session_full)
        answer.instead = session_instead(programme_, *door.session, door.now, [&](const Session& other) {
            return is_for(ticket, other) && has_space(other);
        });
    return answer;
}

void CheckInDesk::admit(CheckInAnswer& answer, const OpenTicket& found, const Door& door) {
    const CheckInPlace place{.attendee = found.ticket.id,
                             .session = door.session ? std::optional{door.session->id} : std::nullopt,
                             .at = door.now};
    answer.was_here_before = !door.session && check_ins_.first(place, always.from, door.now).has_value();
    // Who goes in stays to the end.
    const Instant free_at = door.session ? std::max(door.now, door.session->ends - std::chrono::seconds{1}) : door.now;
    answer.next = next_session_for(programme_, found.person.wiki_name, free_at);
    record_check_in(database_, place, device_);
}

bool CheckInDesk::is_for(const Ticket& ticket, const Session& session) const {
    if (ticket.sessions.empty()) return true;
    return std::ranges::any_of(ticket.sessions, [&](const std::string& name) {
        return name == session.id || folded(name) == folded(session.title);
    });
}

bool CheckInDesk::has_space(const Session& session) const {
    const auto all = capacity_of(programme_, session);
    return !all || persons_in(database_, session.id) < *all;
}

AdmissionDay CheckInDesk::period(const Door& door) const {
    if (door.session || programme_.event.admits_once) return always;
    return admission_day(programme_, zone_, door.now);
}

}  // namespace kiosk

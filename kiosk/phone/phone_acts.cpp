// What a phone does at the desk: it checks in, at the entrance or at a door, and raises a hand for a topic.
#include <algorithm>
#include <set>
#include <utility>

#include "kiosk/domain/next_session.h"
#include "kiosk/phone/door_sessions.h"
#include "kiosk/phone/phone_visit.h"
#include "kiosk/store/attendees/phone_greetings.h"
#include "kiosk/store/attendees/topic_hands.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/used_forms.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// Whether the text itself was at fault: another try may help.
bool is_no_ticket(Verdict verdict) {
    return verdict == Verdict::unknown || verdict == Verdict::unreadable || verdict == Verdict::wrong_event ||
           verdict == Verdict::bad_signature;
}

/// Whether the ticket was found, and lets nobody in at present: its holder may have another.
bool is_void(Verdict verdict) {
    return verdict == Verdict::revoked || verdict == Verdict::unpaid || verdict == Verdict::blocked || verdict == Verdict::expired;
}

bool is_in(Verdict verdict) { return verdict == Verdict::admitted || verdict == Verdict::already_in; }

/// Whether whoever got this answer may send the form once more, with another code.
bool may_try_again(Verdict verdict) { return is_no_ticket(verdict) || is_void(verdict); }

/// No more of the name than the organiser lets a screen say.
CheckInAnswer for_screen(CheckInAnswer answer, bool says_name) {
    answer.name.clear();
    if (!says_name) answer.given_name.clear();
    return answer;
}

}  // namespace

PhoneReply PhoneDesk::checked_in(Visit& visit, const Sight& sight) { return judged(visit, sight, std::nullopt); }

PhoneReply PhoneDesk::checked_in_at_door(Visit& visit, const Sight& sight) {
    const auto room = room_of(sight.screen);
    if (!room) return offer(visit, sight);
    const std::string wanted = visit.field("session");
    const auto sessions = door_sessions(programme_, *room, visit.moment.shown);
    const bool is_here = std::ranges::any_of(sessions, [&](const Session* each) { return each->id == wanted; });
    return is_here ? judged(visit, sight, wanted) : offer(visit, sight);
}

PhoneReply PhoneDesk::judged(Visit& visit, const Sight& sight, const std::optional<std::string>& session) {
    const auto done = recorded(visit, sight, session);
    if (!done) return scan_again(visit);
    const CheckInAnswer& answer = done->answer;
    if (answer.verdict == Verdict::test) {
        // Of no interest to the screen: no scanner has read it.
        visit.mistake = visit.words.say("This is a test code; nobody was checked in.");
        visit.phone.code.clear();
        visit.keeps_phone = true;
        return offer(visit, sight);
    }
    if (is_no_ticket(answer.verdict)) visit.phone.code.clear();
    visit.phone.is_known = is_in(answer.verdict);
    visit.keeps_phone = true;
    const auto values = session ? std::vector<std::pair<std::string, std::string>>{{"session", *session}}
                                : std::vector<std::pair<std::string, std::string>>{};
    auto day = visit.phone.is_known ? day_of(visit) : std::vector<PageBlock>{};
    const PageScene where = scene(visit, may_try_again(answer.verdict) ? std::optional{sight} : std::nullopt);
    PhoneReply result = reply(visit, verdict_page(where, answer, std::move(day), values));
    if (done->concerns_screen)
        result.verdict = PhoneVerdict{sight.screen, for_screen(answer, programme_.event.names_phones)};
    return result;
}

/// Who tries codes out, one after the other, has the phone to read what becomes of them.
bool PhoneDesk::concerns_screen(Verdict verdict, Instant now) {
    if (verdict == Verdict::test) return false;
    if (!is_no_ticket(verdict)) return true;
    const auto since = now - refusal_told_;
    if (since >= 0s && since < 5s) return false;
    refusal_told_ = now;
    return true;
}

/// Judges and records, and leaves word for the screen where another process shows it: all or nothing.
/// @return none when the form was used already
std::optional<PhoneDesk::Recorded> PhoneDesk::recorded(const Visit& visit, const Sight& sight, const std::optional<std::string>& session) {
    std::optional<Recorded> done;
    database_->transaction([&] {
        // Another process may have acted on it since.
        if (is_used(sight)) return;
        const CheckInAnswer answer = desk_->answer_within(visit.phone.code, recorded_at(visit.moment), session);
        const bool is_acted_on = answer.verdict != Verdict::test && !may_try_again(answer.verdict);
        if (is_acted_on) use(sight, visit.moment);
        done = Recorded{answer, sight.screen.purpose == ScreenPurpose::check_in && concerns_screen(answer.verdict, visit.moment.real)};
        if (done->concerns_screen && sight.screen != options_.screen && !is_empty_)
            leave_greeting(*database_, *key_, sight.screen.machine, greeting_of(answer, programme_.event.names_phones),
                           visit.moment.real - clock_error_);
    });
    return done;
}

bool PhoneDesk::is_used(const Sight& sight) const { return is_form_used(*database_, sight.nonce); }

void PhoneDesk::use(const Sight& sight, const PhoneMoment& moment) {
    use_form(*database_, sight.nonce, sight.at + form_counts, moment.real);
}

PhoneReply PhoneDesk::hand_raised(Visit& visit, const Sight& sight) {
    const auto ticket = desk_->ticket_of(visit.phone.code);
    const std::string topic = visit.field("topic");
    const bool is_there = std::ranges::find(programme_.topics, topic, &Topic::id) != programme_.topics.end();
    if (!ticket || ticket->ticket.state != TicketState::valid || !is_there) {
        visit.mistake = visit.words.say("This ticket can't raise a hand. Please ask at the info desk.");
        return topics(visit, sight);
    }
    bool is_first = false;
    database_->transaction([&] {
        is_first = !is_used(sight);
        if (!is_first) return;
        use(sight, visit.moment);
        if (!topics_voted_for(programme_, ticket->person.wiki_name).contains(topic))
            set_hand(*database_, {.topic = topic, .attendee = ticket->ticket.id, .raised = visit.field("raise") != "0", .at = recorded_at(visit.moment)},
                     device_);
    });
    if (!is_first) return scan_again(visit);
    visit.phone.is_known = true;
    visit.phone.sight = Sight{sight.screen, sight.at, random_bytes(form_nonce_bytes)};
    visit.keeps_phone = true;
    return topics(visit, *visit.phone.sight);
}

PhoneReply PhoneDesk::topics(Visit& visit, const Sight& sight) {
    load_hands(*database_, programme_.topics);
    const auto ticket = known_ticket(visit);
    std::set<std::string> on_page, raised;
    if (ticket) {
        on_page = topics_voted_for(programme_, ticket->person.wiki_name);
        raised = topics_with_hand(*database_, ticket->ticket.id);
        raised.insert(on_page.begin(), on_page.end());
    }
    return reply(visit, topics_page(scene(visit, sight), raised, on_page));
}

}  // namespace kiosk

#include "kiosk/phone/phone_desk.h"

#include <algorithm>
#include <utility>

#include "kiosk/domain/next_session.h"
#include "kiosk/model/event_days.h"
#include "kiosk/phone/door_sessions.h"
#include "kiosk/phone/meant_code.h"
#include "kiosk/phone/my_day.h"
#include "kiosk/phone/phone_visit.h"
#include "kiosk/store/attendees/topic_hands.h"
#include "kiosk/store/programme_revision.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr int refused = 403, no_such_page = 404, wrong_method = 405, unavailable = 503;

PhoneReply file_reply(const PageFile& file) {
    return {.type = std::string{file.type}, .body = std::string{file.content}, .is_kept = true};
}

}  // namespace

PhoneDesk::PhoneDesk(PhoneDeskOptions options) : options_(std::move(options)), languages_(options_.languages) {}

void PhoneDesk::open() {
    std::error_code ignored;
    if (is_empty_ && std::filesystem::exists(options_.database, ignored)) desk_.reset();
    if (desk_) return;
    version_.reset();
    revision_.reset();
    database_ = Database::open_if_there(options_.database);
    is_empty_ = !database_;
    if (!database_) database_ = Database::in_memory();
    device_ = options_.device(*database_);
    desk_ = std::make_unique<CheckInDesk>(*database_, device_);
}

void PhoneDesk::refresh() {
    open();
    const int version = database_->data_version();
    if (version_ == version) return;
    if (const std::int64_t revision = programme_revision(*database_); revision_ != revision) {
        programme_ = load_programme(*database_).value_or(options_.demo);
        zone_ = Zone::named(programme_.event.timezone).value_or(Zone{});
        revision_ = revision;
    }
    key_ = HashKey::of(*database_);  // another one after persons were removed
    phones_key_ = is_empty_ ? own_key_ : key_->of_phones();
    clock_error_ = options_.clock_error(*database_);
    if (const Device device = options_.device(*database_); device.id != device_.id || device.name != device_.name) {
        device_ = device;  // a hub has given this machine another name
        desk_ = std::make_unique<CheckInDesk>(*database_, device_);
    }
    version_ = version;
}

/// By this machine, by another of the event, or by one that may not know attendees.
std::optional<ScreenMark> PhoneDesk::screen_shown_by(std::string_view code, Instant now) const {
    auto screen = seen_screen(code, now, [&](const std::string& machine) { return key_of_screens(machine); });
    if (!screen && !is_empty_) screen = seen_screen(code, now, [&](const std::string& machine) { return key_->of_walls().of_screens(machine); });
    return screen;
}

Key PhoneDesk::key_of_screens(const std::string& machine) const { return is_empty_ ? own_key_ : key_->of_screens(machine); }

std::string PhoneDesk::code_on(const ScreenMark& screen, Instant now) {
    refresh();
    return presence_code(screen, now, key_of_screens(screen.machine));
}

PhoneReply PhoneDesk::answer(const PhoneRequest& request, const PhoneMoment& moment) {
    try {
        refresh();
        const Catalogue& words = languages_.wanted_by(request.languages, programme_.event.language);
        auto known = unsealed_phone(request.cookie, moment.real, phones_key_);
        const bool is_new = !known;
        Visit visit{request, moment, words, TimeWords{zone_, words}, known ? std::move(*known) : new_phone(moment.real + 24h), is_new};
        return routed(visit);
    } catch (...) {
        desk_.reset();  // the next one begins with a new connection
        throw;
    }
}

PhoneReply PhoneDesk::routed(Visit& visit) {
    const std::string& path = visit.request.path;
    const bool is_file = path == page_script().name;
    const bool is_page = path.empty() || path == "day" || path.size() == presence_length;
    const bool is_form = path == "go" || path == "photo" || path == "forget";
    if (!is_file && !is_page && !is_form) return reply(visit, not_here_page(scene(visit, {})), no_such_page);
    if (visit.request.is_post != is_form) return reply(visit, not_here_page(scene(visit, {})), wrong_method);
    if (is_file) return file_reply(page_script());
    if (path.empty()) return reply(visit, start_page(scene(visit, visit.sight_of_nothing())));
    if (path == "day") return reply(visit, day_page(scene(visit, {}), day_of(visit)));
    return is_form ? sent(visit) : seen(visit);
}

PhoneReply PhoneDesk::seen(Visit& visit) {
    const auto screen = screen_shown_by(visit.request.path, visit.moment.real);
    if (!screen) return scan_again(visit);
    visit.phone.sight = visit.fresh_sight(*screen);
    visit.keeps_phone = true;
    return offer(visit, *visit.phone.sight);
}

PhoneReply PhoneDesk::offer(Visit& visit, const Sight& sight) {
    switch (sight.screen.purpose) {
        case ScreenPurpose::check_in: return reply(visit, check_in_page(scene(visit, sight)));
        case ScreenPurpose::topics: return topics(visit, sight);
        case ScreenPurpose::none: return reply(visit, start_page(scene(visit, visit.sight_of_nothing())));
        case ScreenPurpose::door:
            if (const auto room = room_of(sight.screen))
                return reply(visit, door_page(scene(visit, sight), *room, door_sessions(programme_, *room, visit.moment.shown)));
            break;
    }
    return reply(visit, not_here_page(scene(visit, {})), no_such_page);
}

PhoneReply PhoneDesk::sent(Visit& visit) {
    const auto sight = sight_of_form(visit.field("token"), visit.phone, visit.moment.real, phones_key_);
    const bool counts = !visit.request.is_from_elsewhere && sight && tried_.may_try(sight->nonce, visit.moment.real) && !is_used(*sight);
    if (!counts) return scan_again(visit);
    if (visit.request.path == "forget") return forgotten(visit);
    if (!take_ticket(visit)) return offer(visit, *sight);
    // Not where no screen was seen: anybody could find out codes there by the time that it takes.
    if (sight->screen.purpose != ScreenPurpose::none && !take_meant(visit)) return offer(visit, *sight);
    switch (sight->screen.purpose) {
        case ScreenPurpose::none: return link_opened(visit, *sight);
        case ScreenPurpose::check_in: return checked_in(visit, *sight);
        case ScreenPurpose::door: return checked_in_at_door(visit, *sight);
        case ScreenPurpose::topics: break;
    }
    return visit.field("topic").empty() ? topics(visit, *sight) : hand_raised(visit, *sight);
}

/// Takes up the ticket that a form brings.
/// @return false when there is none: the page is shown again, with what was wrong
bool PhoneDesk::take_ticket(Visit& visit) const {
    const Catalogue& words = visit.words;
    if (const auto& photo = visit.request.photo) {
        if (!photo->is_picture) visit.mistake = words.say("This photo can't be read. Please take another, or type the code.");
        if (photo->is_picture && photo->code.empty())
            visit.mistake = words.say("No code was found on this photo. Hold the ticket flat, and let it fill the picture.");
        if (!visit.mistake.empty()) return false;
        visit.phone.code = photo->code;
    } else if (const std::string typed = visit.field("code"); !typed.empty()) {
        visit.typed = typed_code(typed);
        visit.phone.code = visit.typed->readings.front();
    } else {
        if (visit.phone.code.empty()) return false;
        if (visit.phone.is_known) return true;
        // By a link, or typed at no screen: not looked up so far.
        visit.typed = typed_code(visit.phone.code);
        visit.typed->looks_own = false;  // so that it is judged, whatever it is
        visit.keeps_phone = true;
        return true;
    }
    visit.phone.is_known = false;
    visit.keeps_phone = true;
    if (visit.phone.code.size() > longest_remembered_code) {
        visit.mistake = words.say("This is too long for the code of a ticket.");
        visit.phone.code.clear();
    }
    return !visit.phone.code.empty();
}

/// Takes what was typed for the code of the list that is meant, where there is one.
/// @return false when it can be none: the page is shown again, with what was wrong
bool PhoneDesk::take_meant(Visit& visit) const {
    if (!visit.typed) return true;
    const auto meant = meant_code(*database_, *key_, *visit.typed);
    if (meant)
        visit.phone.code = *meant;
    else if (!visit.typed->own.empty())
        visit.phone.code = visit.typed->own;  // of another event, it may be: that is said
    if (meant || !visit.typed->looks_own) return true;
    visit.mistake = visit.words.say("This code is not whole: please compare it with your ticket.");
    visit.phone.code.clear();
    return false;
}

/// A link's code is remembered as it is: nothing here tells whether there is such a ticket. Nothing is recorded either, so
/// that nobody who is not there makes the disk write.
PhoneReply PhoneDesk::link_opened(Visit& visit, const Sight& sight) {
    tried_.give_up(sight.nonce, visit.moment.real);
    const auto& earlier = visit.phone.sight;
    const bool goes_on = earlier && visit.moment.real < earlier->at + form_counts && !tried_.is_given_up(earlier->nonce) && !is_used(*earlier);
    if (goes_on) return offer(visit, *earlier);
    return reply(visit, start_page(scene(visit, visit.sight_of_nothing())));
}

PhoneReply PhoneDesk::scan_again(Visit& visit) const { return reply(visit, scan_again_page(scene(visit, {})), refused); }

PhoneReply PhoneDesk::forgotten(Visit& visit) {
    visit.phone = Phone{};
    PhoneReply result = reply(visit, forgotten_page(scene(visit, {})));
    result.cookie = "";
    return result;
}

/// The ticket of a phone that was let in before: of any other nothing is looked up, so that nothing can be found out.
std::optional<OpenTicket> PhoneDesk::known_ticket(const Visit& visit) const {
    return visit.phone.is_known && !visit.phone.code.empty() ? desk_->ticket_of(visit.phone.code) : std::nullopt;
}

std::vector<PageBlock> PhoneDesk::day_of(const Visit& visit) const {
    std::set<std::string> topics;
    if (const auto ticket = known_ticket(visit)) {
        topics = topics_with_hand(*database_, ticket->ticket.id);
        topics.merge(topics_voted_for(programme_, ticket->person.wiki_name));
    }
    return my_day(programme_, topics, visit.moment.shown, visit.times);
}

std::optional<std::string> PhoneDesk::room_of(const ScreenMark& screen) const {
    const auto room = std::ranges::find_if(programme_.rooms, [&](const Room& each) { return is_door_of(screen, each.name); });
    return room == programme_.rooms.end() ? std::nullopt : std::optional{room->name};
}

/// The demo's clock is for looking at.
Instant PhoneDesk::recorded_at(const PhoneMoment& moment) const { return moment.is_rehearsal ? moment.shown : moment.real - clock_error_; }

/// Until the event ends, on the machine's clock.
Instant PhoneDesk::remembered_until(const PhoneMoment& moment) const {
    constexpr auto at_least = 12h, at_most = 24h * 60;
    const auto days = event_days(programme_, zone_);
    const auto left = days.empty() ? at_least : days.back().to - moment.shown;
    return moment.real + std::clamp<std::chrono::seconds>(left, at_least, at_most);
}

PageScene PhoneDesk::scene(Visit& visit, const std::optional<Sight>& sight) const {
    const bool has_ticket = !visit.phone.code.empty();
    PageScene scene{.programme = programme_, .times = visit.times, .now = visit.moment.shown, .has_ticket = has_ticket, .mistake = visit.mistake};
    if (sight) scene.form = form_token(*sight, visit.phone, phones_key_);
    if (has_ticket) scene.forget_form = form_token(visit.sight_of_nothing(), visit.phone, phones_key_);
    return scene;
}

PhoneReply PhoneDesk::reply(const Visit& visit, const PhonePage& page, int status) const {
    PhoneReply result{.status = status, .body = to_html(page)};
    if (!visit.keeps_phone) return result;
    Phone phone = visit.phone;
    result.is_cookie_short = phone.code.empty();
    if (!phone.code.empty()) phone.until = remembered_until(visit.moment);
    result.cookie_counts = phone.until - visit.moment.real;
    result.cookie = sealed_phone(phone, phones_key_);
    return result;
}

PhoneReply busy_reply(const Languages& languages, std::string_view accept_language) {
    return {.status = unavailable, .body = to_html(busy_page(languages.wanted_by(accept_language, "en")))};
}

}  // namespace kiosk

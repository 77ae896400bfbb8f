#include "kiosk/sources/hub/exchange.h"

#include <utility>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/hub/become_device.h"
#include "kiosk/sources/hub/edit_content.h"
#include "kiosk/sources/hub/hub_json.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/hub/hub_folder.h"

namespace kiosk {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int check_ins_at_once = 500;
constexpr int edits_at_once = 500;

HubLink link_of(const Database& database) {
    auto link = load_hub_link(database);
    if (!link) throw StoreError("this machine is paired with no hub: kiosk pair CODE does so (kiosk hub device add makes the code)");
    return std::move(*link);
}

}  // namespace

Exchange::Exchange(Database& database, ExchangeOptions options)
    : database_(database),
      options_(std::move(options)),
      link_(link_of(database)),
      hub_(connect_as_device(database, link_)),
      given_alone_(never_sent_check_ins(database)) {}

void Exchange::read_link() { link_ = link_of(database_); }

Instant Exchange::now() const { return std::chrono::floor<std::chrono::seconds>(options_.clock()); }

std::optional<double> Exchange::data_age_s() const {
    if (!current_at_) return std::nullopt;
    return Seconds{options_.clock() - *current_at_}.count();
}

bool Exchange::is_another_log(const HubLink& link, const std::string& epoch, const std::string& mark) const {
    return !link.epoch.empty() && (link.epoch != epoch || (link.reached > 0 && link.mark != mark));
}

Standing Exchange::contact() {
    is_large_ = true;
    const HubFolder folder{database_};
    const UniqueFd alone = folder.lock();
    read_link();
    const NoncePair nonces = next_nonce(folder);
    const auto asked_at = options_.clock();
    const Json said = {{"nonce", nonces.last},
                       {"next_nonce", nonces.next},
                       {"version", options_.version},
                       {"unsent", unsent(database_)},
                       {"clock_error_s", or_null(link_.clock_error_s)},
                       {"data_age_s", or_null(data_age_s())},
                       {"change", link_.reached}};
    const auto answer = Json::parse(hub_.run("SELECT kiosk.contact($1)", "greet this machine", {said.dump()}).text(0, 0));
    const auto answered_at = options_.clock();
    const std::string state = answer.at("state");
    if (state == "revoked") {
        wipe_attendees(database_);
        std::error_code gone_already;
        std::filesystem::remove(hash_key_file(database_), gone_already);
        hub_.run("SELECT kiosk.wiped()", "hear that the attendees are deleted");
        folder.remove(HubFolder::password);
        return Standing::revoked;
    }
    if (state == "unknown") {
        set_hub_state(database_, "unknown");
        return Standing::unknown;
    }
    if (state == "copied") {
        set_hub_state(database_, "copied");
        return Standing::copied;
    }
    nonce_taken(folder, nonces);
    set_hub_state(database_, "paired");

    const auto middle = asked_at.time_since_epoch() + (answered_at - asked_at) / 2;
    set_clock_error(database_, Seconds{middle - std::chrono::milliseconds{answer.at("now_ms").get<std::int64_t>()}}.count());
    HubLink now = link_;
    now.name = answer.at("name");
    now.screen = answer.at("screen");
    now.room = optional_in<std::string>(answer, "room");
    now.checks_in = answer.at("checks_in");
    if (now.name != link_.name || now.screen != link_.screen || now.room != link_.room || now.checks_in != link_.checks_in)
        update_hub_link(database_, now);
    read_link();
    const std::string mark = optional_in<std::string>(answer, "mark").value_or("");
    if (!whole_ && is_another_log(link_, answer.at("epoch"), mark)) {
        whole_ = true;
        database_.transaction([&] { refill_outbox(database_, link_.device); });
    }
    if (!whole_ && unsent(database_) == 0 && link_.reached == answer.at("change").get<std::int64_t>()) current_at_ = options_.clock();
    return Standing::welcome;
}

bool Exchange::listen() {
    try {
        hub_.run("LISTEN \"kiosk_" + link_.event + "\"", "wake this machine");
        hub_.run("LISTEN \"kiosk_" + link_.device + "\"", "wake this machine");
        is_listening_ = true;
        was_called_ = true;  // it may have been, while nobody listened
        return true;
    } catch (const HubError& error) {
        if (error.sql_state().empty()) throw;
        return false;
    }
}

void Exchange::listen_no_more() { hub_.run("UNLISTEN *", "wake this machine no more"); }

Exchanged Exchange::run(bool pulls) {
    Exchanged moved;
    moved.pushed = push();
    if (moved.pushed > 0) is_large_ = true;
    if (!pulls) return moved;
    moved.pulled = pull();
    current_at_ = options_.clock();
    return moved;
}

int Exchange::push() {
    if (what_is_unsent(database_) == Unsent::nothing) return 0;
    const int pushed = push_edits() + push_check_ins() + push_hands();
    push_greetings();
    return pushed;
}

int Exchange::push_edits() {
    int pushed = 0;
    for (;;) {
        const auto list = unsent_edits(database_, edits_at_once);
        if (list.empty()) return pushed;
        Json rows = Json::array();
        std::vector<std::string> ids;
        for (const SentEdit& each : list) {
            ids.push_back(each.id);
            // The hub would refuse it with all others; one that was removed since has no content.
            if (is_edit_content(each.id, each.content)) rows.push_back({{"id", each.id}, {"content", each.content}});
        }
        try {
            hub_.run("SELECT kiosk.send_edits($1)", "take what was changed by hand", {rows.dump()});
        } catch (const HubError& error) {
            if (error.sql_state() != not_allowed) throw;  // a device that may not: its changes stay its own
            return pushed;
        }
        database_.transaction([&] { mark_sent(database_, "edit", ids); });
        pushed += static_cast<int>(ids.size());
    }
}

int Exchange::push_check_ins() {
    int pushed = 0;
    for (;;) {
        auto list = unsent_check_ins(database_, check_ins_at_once);
        if (list.empty() || !link_.checks_in) return pushed;
        Json rows = Json::array();
        std::vector<std::string> ids;
        for (SentCheckIn& each : list) {
            if (given_alone_.contains(each.id)) each.offline = true;
            rows.push_back({{"id", each.id},
                            {"attendee", each.attendee},
                            {"session", or_null(each.session)},
                            {"at", iso_time_utc(each.at)},
                            {"undoes", or_null(each.undoes)},
                            {"place", options_.place_of(each)},
                            {"offline", each.offline},
                            {"clock_error_s", or_null(link_.clock_error_s)}});
            ids.push_back(each.id);
        }
        hub_.run("SELECT kiosk.send_check_ins($1)", "take check-ins", {rows.dump()});
        database_.transaction([&] {
            mark_offline(database_, list);
            mark_sent(database_, "check_in", ids);
        });
        for (const std::string& id : ids) given_alone_.erase(id);
        pushed += static_cast<int>(ids.size());
        // The few that came meanwhile wait for more: sent one by one they would keep all other doors waiting.
        if (std::ssize(ids) < check_ins_at_once) return pushed;
    }
}

}  // namespace kiosk

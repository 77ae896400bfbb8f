#include <utility>
#include <vector>

#include "kiosk/sources/hub/exchange.h"
#include "kiosk/sources/hub/hub_json.h"
#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/hub/hub_phones.h"

namespace kiosk {
namespace {

constexpr int hands_at_once = 500;
constexpr int greetings_at_once = 100;

}  // namespace

int Exchange::push_hands() {
    int pushed = 0;
    for (;;) {
        const auto list = unsent_hands(database_, hands_at_once);
        if (list.empty() || !link_.checks_in) return pushed;
        Json rows = Json::array();
        std::vector<std::string> ids;
        for (const SentHand& each : list) {
            rows.push_back({{"id", each.id},
                            {"topic", each.topic},
                            {"attendee", each.attendee},
                            {"raised", each.raised},
                            {"at", iso_time_utc(each.at)},
                            {"again", each.again}});
            ids.push_back(each.id);
        }
        try {
            hub_.run("SELECT kiosk.send_hands($1)", "take hands for topics", {rows.dump()});
        } catch (const HubError& error) {
            if (error.sql_state() != not_known) throw;  // they wait until the hub is brought up to date
            return pushed;
        }
        database_.transaction([&] { mark_sent(database_, "hand", ids); });
        pushed += static_cast<int>(ids.size());
    }
}

/// Greetings are for the moment: what the hub can't take is not kept for it.
void Exchange::push_greetings() {
    for (;;) {
        const auto list = unsent_greetings(database_, greetings_at_once);
        if (list.empty()) return;
        Json rows = Json::array();
        std::vector<std::string> ids;
        for (const SealedGreeting& each : list) {
            ids.push_back(each.id);
            const auto device = device_with(each.machine);
            // A screen of this machine has read it already.
            if (!device || *device == link_.device) continue;
            rows.push_back({{"id", each.id}, {"device", *device}, {"content", each.content}, {"at", iso_time_utc(each.at)}});
        }
        try {
            if (!rows.empty()) hub_.run("SELECT kiosk.send_greetings($1)", "tell another screen whom to greet", {rows.dump()});
        } catch (const HubError& error) {
            if (error.sql_state() != not_known && error.sql_state() != not_allowed) throw;
        }
        database_.transaction([&] { mark_sent(database_, "greeting", ids); });
    }
}

/// The device that a machine's screens stand for in their codes for phones.
///
/// @param machine  its mark, in hexadecimal digits
std::optional<std::string> Exchange::device_with(const std::string& machine) {
    if (!devices_.contains(machine)) {
        const Rows rows = hub_.run("SELECT id FROM kiosk.device", "say what devices there are");
        for (int i = 0; i < rows.size(); ++i) {
            const std::string id{rows.text(i, 0)};
            devices_.insert_or_assign(hexadecimal(machine_mark(id)), id);
        }
    }
    const auto found = devices_.find(machine);
    return found == devices_.end() ? std::nullopt : std::optional{found->second};
}

/// Those that changes_since() tells, and no more.
void Exchange::ask_for_greetings() {
    if (link_.checks_in)
        take_greetings(hub_.run("SELECT 'greeting', json_build_object('id', id, 'content', content, 'at', to_char(at AT TIME ZONE 'UTC', "
                                "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')) FROM kiosk.greeting WHERE at > now() - interval '15 seconds'",
                                "say whom to greet"));
    was_called_ = false;
}

/// They come first, and apart from what changed: somebody stands before this machine's screen.
void Exchange::take_greetings(const Rows& rows) {
    std::vector<SealedGreeting> fresh;
    for (int i = 0; i < rows.size(); ++i) {
        if (rows.text(i, 0) != "greeting") continue;
        const Json json = Json::parse(rows.text(i, 1));
        const auto at = time_of(json);
        const std::string id = json.at("id");
        if (at && !has_greeting(database_, id))
            fresh.push_back({.id = id, .machine = hexadecimal(machine_mark(link_.device)), .content = json.at("content"), .at = *at});
    }
    if (fresh.empty()) return;
    database_.transaction([&] {
        Pulling pulling{database_};
        for (const SealedGreeting& each : fresh) put_greeting(database_, each, each.at);
        pulling.end();
    });
}

}  // namespace kiosk

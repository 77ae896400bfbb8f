#include "kiosk/sources/hub/exchange.h"

#include <cstdio>
#include <utility>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/hub/attendee_copy.h"
#include "kiosk/sources/hub/become_device.h"
#include "kiosk/sources/hub/edit_content.h"
#include "kiosk/sources/hub/hub_json.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/hub/hub_folder.h"
#include "kiosk/store/hub/hub_phones.h"
#include "kiosk/store/hub/mirror.h"

namespace kiosk {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr int check_ins_at_once = 500;
constexpr int edits_at_once = 500;
// So that a door that writes at the same time waits a few hundredths of a second at most.
constexpr int attendees_at_once = 5000;
constexpr const char* sending_attendees = "send the attendees";

/// @return none when its time is none
std::optional<SentCheckIn> check_in_of(const Json& json) {
    const auto at = time_of(json);
    if (!at) return std::nullopt;
    return SentCheckIn{.id = json.at("id"),
                       .attendee = json.at("attendee"),
                       .session = optional_in<std::string>(json, "session"),
                       .at = *at,
                       .device = json.at("device"),
                       .device_name = json.at("device_name"),
                       .undoes = optional_in<std::string>(json, "undoes"),
                       .offline = json.value("offline", false)};
}

/// @return none when its time is none
std::optional<SentHand> hand_of(const Json& json) {
    const auto at = time_of(json);
    if (!at) return std::nullopt;
    return SentHand{.id = json.at("id"),
                    .topic = json.at("topic"),
                    .attendee = json.at("attendee"),
                    .raised = json.at("raised"),
                    .at = *at,
                    .device = json.at("device"),
                    .device_name = json.at("device_name")};
}

HubLink link_of(const Database& database) {
    auto link = load_hub_link(database);
    if (!link) throw StoreError("this machine is paired with no hub: kiosk pair CODE does so (kiosk hub device add makes the code)");
    return std::move(*link);
}

/// What came with one question to the hub, put down as it comes.
struct Arrivals {
    Database& database;
    bool takes_programme = true;
    MirrorWriter mirror{database};
    CheckInWriter check_ins{database};
    int count = 0;
    bool changes_programme = false;

    void take(std::string_view kind, const Json& content) {
        if (kind == "document" && takes_programme) {
            mirror.write({.kind = content.at("kind"), .key = content.at("key"), .content = content.at("content"), .gone = content.at("gone")});
            changes_programme = true;
            ++count;
        } else if (kind == "check_in") {
            const auto check_in = check_in_of(content);
            if (!check_in) return skip(kind, content);
            if (check_ins.write(*check_in)) ++count;
        } else if (kind == "edit") {
            const std::string id = content.at("id"), words = content.at("content");
            if (!is_edit_content(id, words)) return skip(kind, content);
            changes_programme = true;
            if (mirror.write_edit(id, words, content.at("change"), content.at("position"))) ++count;
        } else if (kind == "conflict") {
            write_conflict(database, {.id = content.at("id"),
                                      .attendee = content.at("attendee"),
                                      .resolved = optional_in<std::string>(content, "resolved"),
                                      .stands = content.at("stands")});
            ++count;
        } else if (kind == "hand") {
            const auto hand = hand_of(content);
            if (!hand) return skip(kind, content);
            if (write_arrived_hand(database, *hand)) ++count;
        } else if (kind == "hands") {
            write_hands(database, content.at("topic"), content.at("hands"));
            ++count;
        }
    }

    /// One row that can't be understood keeps nothing else from coming.
    static void skip(std::string_view kind, const Json& content) {
        std::fprintf(stderr, "kiosk: the hub has a %s that can't be understood, which is left out: %s\n", kind == "edit" ? "change made by hand" : kind == "hand" ? "hand for a topic" : "check-in",
                     clean_utf8(content.value("id", "")).c_str());
    }
};

HubPlace place_in(const Json& reached) {
    return {.reached = reached.at("change"),
            .epoch = reached.at("epoch"),
            .mark = optional_in<std::string>(reached, "mark").value_or("")};
}

}  // namespace

Exchange::Exchange(Database& database, ExchangeOptions options)
    : database_(database),
      options_(std::move(options)),
      link_(link_of(database)),
      hub_(connect_as_device(database, link_)),
      offline_until_(last_in_outbox(database)) {}

std::optional<double> Exchange::data_age_s() const {
    if (!current_at_) return std::nullopt;
    return Seconds{options_.clock() - *current_at_}.count();
}

bool Exchange::is_another_log(const HubLink& link, const std::string& epoch, const std::string& mark) const {
    return !link.epoch.empty() && (link.epoch != epoch || (link.reached > 0 && link.mark != mark));
}

Standing Exchange::contact() {
    const HubFolder folder{database_};
    const UniqueFd alone = folder.lock();
    link_ = link_of(database_);
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
    link_ = link_of(database_);
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
        return true;
    } catch (const HubError& error) {
        if (error.sql_state().empty()) throw;
        return false;
    }
}

Exchanged Exchange::run() {
    Exchanged moved;
    moved.pushed = push();
    moved.pulled = pull();
    current_at_ = options_.clock();
    return moved;
}

int Exchange::push() {
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
        const auto list = unsent_check_ins(database_, offline_until_, check_ins_at_once);
        if (list.empty() || !link_.checks_in) return pushed;
        Json rows = Json::array();
        std::vector<std::string> ids;
        for (const SentCheckIn& each : list) {
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
        pushed += static_cast<int>(ids.size());
    }
}

int Exchange::pull() {
    const std::int64_t since = whole_ ? 0 : link_.reached;
    const Rows rows = hub_.run("SELECT kind, content FROM kiosk.changes_since($1)", "say what has changed", {std::to_string(since)});
    if (rows.size() == 0) throw HubError("the hub doesn't know this device any more");
    take_greetings(rows);
    const Json reached = Json::parse(rows.text(0, 1));
    const bool is_first = link_.epoch.empty();
    int pulled = 0;
    if (whole_ || is_first || reached.at("change").get<std::int64_t>() != link_.reached) {
        database_.transaction([&] {
            Pulling pulling{database_};
            Arrivals arrivals{.database = database_, .takes_programme = !link_.publishes};
            if (since == 0) forget_conflicts(database_);
            if (since == 0) forget_hands(database_);
            for (int i = 1; i < rows.size(); ++i) arrivals.take(rows.text(i, 0), Json::parse(rows.text(i, 1)));
            if (since == 0 && !link_.publishes) arrivals.mirror.remove_others();
            if (since == 0 || arrivals.changes_programme) arrivals.mirror.finish(std::chrono::floor<std::chrono::seconds>(options_.clock()));
            set_hub_place(database_, place_in(reached));
            if (whole_) compare_attendees_anew(database_);
            pulling.end();
            pulled = arrivals.count;
        });
        whole_ = false;
        link_ = link_of(database_);
    }
    return pulled + pull_attendees(reached.at("attendees").get<int>() > 0);
}

int Exchange::pull_attendees(bool any_changed) {
    if (!link_.checks_in || link_.publishes) return 0;
    if (!link_.attendees_reached) return first_sync_of_attendees();
    if (!any_changed && *link_.attendees_reached != 0) return 0;
    return changed_attendees(*link_.attendees_reached, link_.reached);
}

int Exchange::first_sync_of_attendees() {
    AttendeeWriter writer{database_};
    auto sync = first_sync(database_);
    int here = 0;
    if (!sync) {
        const Rows count = hub_.run("SELECT count(*) FROM kiosk.attendee WHERE NOT gone", "count the attendees");
        database_.transaction([&] { sync = writer.begin_first_sync(link_.reached, std::atoi(std::string{count.text(0, 0)}.c_str())); });
    } else {
        here = count_listed_attendees(database_);
    }
    const int already = here;
    std::string reached;
    AttendeeCopy copy{[&](const HubAttendee& attendee, std::string_view place) {
        writer.append(attendee);
        reached.assign(place);
        ++here;
    }};
    std::string rows;
    int waiting = 0;
    const auto write_down = [&] {
        // What came so far stays: should the connection break, the next one goes on behind it.
        database_.transaction([&] {
            copy.read(rows);
            writer.reached_place(reached);
        });
        rows.clear();
        waiting = 0;
        options_.progress(here, sync->all);
    };
    std::string after;
    if (!sync->place.empty()) after = " AND place > decode(" + hub_.in_quotes(hexadecimal(sync->place)) + ", 'hex')";
    hub_.copy_out("COPY (SELECT " + copied_columns(hub_) + " FROM kiosk.attendee WHERE event = " + hub_.in_quotes(link_.event) +
                      " AND NOT gone" + after + " ORDER BY event, place) TO STDOUT (FORMAT binary)",
                  sending_attendees, [&](std::string_view piece) {
                      rows.append(piece);
                      if (++waiting == attendees_at_once) write_down();
                  });
    write_down();
    database_.transaction([&] { writer.end_first_sync(sync->from); });
    link_ = link_of(database_);
    return here - already;
}

int Exchange::changed_attendees(std::int64_t since, std::int64_t until) {
    AttendeeWriter writer{database_};
    int written = 0;
    const bool all = since == 0;
    if (all) writer.begin_list();
    AttendeeCopy copy{[&](const HubAttendee& attendee, std::string_view) {
        if (all && !attendee.gone) writer.saw(attendee.id);
        if (writer.write(attendee)) ++written;
    }};
    std::string rows;
    int waiting = 0;
    const auto write_down = [&] {
        database_.transaction([&] { copy.read(rows); });
        rows.clear();
        waiting = 0;
    };
    hub_.copy_out("COPY (SELECT " + copied_columns(hub_) + " FROM kiosk.attendee WHERE event = " + hub_.in_quotes(link_.event) +
                      " AND change > " + std::to_string(since) + " ORDER BY change) TO STDOUT (FORMAT binary)",
                  sending_attendees, [&](std::string_view piece) {
                      rows.append(piece);
                      if (++waiting == attendees_at_once) write_down();
                  });
    write_down();
    database_.transaction([&] {
        if (all) written += writer.remove_unseen();
        writer.reached(until);
    });
    link_ = link_of(database_);
    return written;
}

}  // namespace kiosk

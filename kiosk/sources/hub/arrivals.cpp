#include "kiosk/sources/hub/arrivals.h"

#include <cstdio>

#include "kiosk/base/text.h"
#include "kiosk/sources/hub/edit_content.h"
#include "kiosk/store/hub/hub_phones.h"

namespace kiosk {
namespace {

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

void say_left_out(const char* what, const Json& content) {
    const std::string id = content.is_array() ? content.at(0) : content.value("id", Json(""));
    std::fprintf(stderr, "kiosk: the hub has a %s that can't be understood, which is left out: %s\n", what, clean_utf8(id).c_str());
}

/// As a device is told that asks for all: an object.
void read_check_in(const Json& json, std::vector<SentCheckIn>& list) {
    const auto at = time_of(json);
    if (!at) return say_left_out("check-in", json);
    list.push_back({.id = json.at("id"),
                    .attendee = json.at("attendee"),
                    .session = optional_in<std::string>(json, "session"),
                    .at = *at,
                    .device = json.at("device"),
                    .device_name = json.at("device_name"),
                    .undoes = optional_in<std::string>(json, "undoes"),
                    .offline = json.value("offline", false)});
}

/// As the feed tells them: those of one device, each [id, attendee, session, at, undoes, offline].
void read_fed_check_ins(const Json& json, std::vector<SentCheckIn>& list) {
    for (const Json& each : json.at("list")) {
        const auto at = time_in(each.at(3));
        if (!at) {
            say_left_out("check-in", each);
            continue;
        }
        list.push_back({.id = each.at(0),
                        .attendee = each.at(1),
                        .session = optional_in<std::string>(each, 2),
                        .at = *at,
                        .device = json.at("device"),
                        .device_name = json.at("device_name"),
                        .undoes = optional_in<std::string>(each, 4),
                        .offline = each.at(5)});
    }
}

}  // namespace

bool is_of_check_ins(const Rows& rows, int row) { return rows.text(row, 0) == "check_in" || rows.text(row, 0) == "check_ins"; }

std::vector<Arrived> read_arrived(const Rows& rows, std::span<const int> numbers) {
    std::vector<Arrived> list;
    list.reserve(numbers.size());
    for (const int row : numbers) list.push_back({.kind = rows.text(row, 0), .content = Json::parse(rows.text(row, 1))});
    return list;
}

std::vector<SentCheckIn> read_check_ins(const Rows& rows, std::span<const int> numbers) {
    std::vector<SentCheckIn> list;
    for (const int row : numbers) {
        const Json content = Json::parse(rows.text(row, 1));
        if (rows.text(row, 0) == "check_in")
            read_check_in(content, list);
        else
            read_fed_check_ins(content, list);
    }
    return list;
}

Arrivals::Arrivals(Database& database, bool takes_programme)
    : database_(database), takes_programme_(takes_programme), pulling_(database), mirror_(database), check_ins_(database) {}

void Arrivals::write(const Arrived& arrived) {
    const Json& content = arrived.content;
    if (arrived.kind == "document" && takes_programme_) {
        mirror_.write({.kind = content.at("kind"), .key = content.at("key"), .content = content.at("content"), .gone = content.at("gone")});
        changes_programme_ = true;
        ++count_;
    } else if (arrived.kind == "edit") {
        write_edit(content);
    } else if (arrived.kind == "conflict") {
        write_conflict(database_, {.id = content.at("id"),
                                   .attendee = content.at("attendee"),
                                   .resolved = optional_in<std::string>(content, "resolved"),
                                   .stands = content.at("stands")});
        ++count_;
    } else if (arrived.kind == "hand") {
        write_hand(content);
    } else if (arrived.kind == "hands") {
        write_hands(database_, content.at("topic"), content.at("hands"));
        ++count_;
    }
}

void Arrivals::write(std::span<const SentCheckIn> check_ins) { count_ += check_ins_.write(check_ins); }

void Arrivals::write_edit(const Json& content) {
    const std::string id = content.at("id"), words = content.at("content");
    if (!is_edit_content(id, words)) return say_left_out("change made by hand", content);
    changes_programme_ = true;
    if (mirror_.write_edit(id, words, content.at("change"), content.at("position"))) ++count_;
}

void Arrivals::write_hand(const Json& content) {
    const auto hand = hand_of(content);
    if (!hand) return say_left_out("hand for a topic", content);
    if (write_arrived_hand(database_, *hand)) ++count_;
}

void Arrivals::remove_others() {
    mirror_.remove_others();
    changes_programme_ = true;
}

void Arrivals::finish(Instant at) {
    if (changes_programme_) mirror_.finish(at);
    pulling_.end();
}

}  // namespace kiosk

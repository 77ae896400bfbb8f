#include "kiosk/sources/hub/arrivals.h"

#include <cstdio>

#include "kiosk/base/text.h"
#include "kiosk/sources/hub/edit_content.h"
#include "kiosk/store/hub/hub_phones.h"

namespace kiosk {
namespace {

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

void say_left_out(const char* what, const Json& content) {
    std::fprintf(stderr, "kiosk: the hub has a %s that can't be understood, which is left out: %s\n", what,
                 clean_utf8(content.value("id", "")).c_str());
}

}  // namespace

std::vector<Arrived> read_arrived(const Rows& rows, std::span<const int> numbers) {
    std::vector<Arrived> list;
    list.reserve(numbers.size());
    for (const int row : numbers) list.push_back({.kind = rows.text(row, 0), .content = Json::parse(rows.text(row, 1))});
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
    } else if (arrived.kind == "check_in") {
        write_check_in(content);
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

void Arrivals::write_check_in(const Json& content) {
    const auto check_in = check_in_of(content);
    if (!check_in) return say_left_out("check-in", content);
    if (check_ins_.write(*check_in)) ++count_;
}

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

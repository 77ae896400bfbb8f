#include "kiosk/sources/attendees/pretix_orders.h"

#include <algorithm>
#include <unordered_map>

#include "kiosk/sources/attendees/cell_words.h"
#include "kiosk/sources/attendees/json_list.h"
#include "kiosk/sources/attendees/repeated_notes.h"

namespace kiosk {
namespace {

using nlohmann::json;

bool is_order(const json& record) { return member(record, "code").is_string() && member(record, "positions").is_array(); }

bool is_position(const json& record) {
    return member(record, "secret").is_string() &&
           (member(record, "positionid").is_number() || member(record, "order").is_string());
}

/// What an order says for all of its positions.
TicketState state_of_order(const json& order) {
    const std::string status = text_in(order, "status");
    if (status == "c") return TicketState::revoked;
    if (is_true(order, "require_approval") && status == "n") return TicketState::blocked;
    if (status == "n" && is_true(order, "valid_if_pending")) return TicketState::valid;
    return status == "n" || status == "e" ? TicketState::unpaid : TicketState::valid;
}

TicketState state_of_position(const json& position) {
    if (is_true(position, "canceled")) return TicketState::revoked;
    const json& blocked = member(position, "blocked");
    const bool is_blocked = (blocked.is_array() && !blocked.empty()) || is_true(position, "blocked");
    // In a list of positions the order's status stands with each.
    const std::string status = text_in(position, "order__status");
    const TicketState by_order = status == "c"                    ? TicketState::revoked
                                 : status == "n" || status == "e" ? TicketState::unpaid
                                                                  : TicketState::valid;
    return std::max(is_blocked ? TicketState::blocked : TicketState::valid, by_order);
}

std::string name_in(const json& position) {
    if (auto name = text_in(position, "attendee_name"); !name.empty()) return name;
    const json& parts = member(position, "attendee_name_parts");
    if (auto name = text_in(parts, "full_name"); !name.empty()) return name;
    std::string name = text_in(parts, "given_name");
    const std::string family = text_in(parts, "family_name");
    return name.empty() || family.empty() ? name + family : name + " " + family;
}

class OrderReader {
  public:
    explicit OrderReader(const json& items) {
        list_.format = "pretix-orders";
        if (!items.is_array()) return;
        for (const json& item : items) products_[text_in(item, "id")] = name_of_item(item);
    }

    AttendeeList read(const std::vector<const json*>& records) {
        for (std::size_t i = 0; i < records.size(); ++i) {
            const json& record = *records[i];
            if (is_order(record))
                take_order(record);
            else if (is_position(record))
                by_id_.clear(), take_position(record, json{}, text_in(record, "order"));
            else
                list_.skipped.push_back({"entry " + std::to_string(i + 1), "it is neither an order nor a position"});
        }
        list_.warnings = notes_.warnings();
        return std::move(list_);
    }

  private:
    /// "Name", or the first of {"en": "Name", "de": …}.
    static std::string name_of_item(const json& item) {
        const json& name = member(item, "name");
        if (!name.is_object() || name.empty()) return text_in(item, "name");
        const std::string english = text_in(name, "en");
        return english.empty() && name.front().is_string() ? one_line(name.front().get_ref<const std::string&>()) : english;
    }

    void take_order(const json& order) {
        const std::string code = text_in(order, "code");
        if (is_true(order, "testmode")) notes_.add("order " + code, "it was made in pretix's test mode");
        by_id_.clear();
        for (const json& position : member(order, "positions")) by_id_.try_emplace(text_in(position, "id"), &position);
        for (const json& position : member(order, "positions")) take_position(position, order, code);
    }

    void take_position(const json& position, const json& order, const std::string& order_code) {
        const std::string number = text_in(position, "positionid");
        const std::string where = "order " + order_code + ", position " + (number.empty() ? "?" : number);
        DraftAttendee attendee{.where = where};
        attendee.code = text_in(position, "secret");
        const json& main = holder_of(position);
        attendee.name = name_in(main);
        attendee.given_name = text_in(member(main, "attendee_name_parts"), "given_name");
        attendee.email = text_in(main, "attendee_email");
        if (attendee.email.empty()) attendee.email = text_in(order, "email");
        if (attendee.email.empty()) attendee.email = text_in(order, "user");
        if (attendee.email.empty()) attendee.email = text_in(position, "order__email");
        if (attendee.name.empty() && attendee.code.empty() && attendee.email.empty()) {
            list_.skipped.push_back({where, "it has no name, no e-mail address and no secret"});
            return;
        }
        attendee.company = text_in(main, "company");
        if (attendee.company.empty()) attendee.company = text_in(member(order, "invoice_address"), "company");
        attendee.external_id = external_id_of(position, order_code, number);
        attendee.ticket_type = product_of(position);
        attendee.state = std::max(state_of_order(order), state_of_position(position));
        attendee.valid_from = time_in(position, "valid_from", where);
        attendee.valid_until = time_in(position, "valid_until", where);
        attendee.language = language_meant_by(text_in(order, "locale"));
        if (member(position, "checkins").is_array() && !member(position, "checkins").empty())
            notes_.add(where, "it is checked in already; check-ins of other systems are not taken over");
        list_.attendees.push_back(std::move(attendee));
    }

    /// An add-on without a name of its own belongs to whoever has the position that it was added to.
    const json& holder_of(const json& position) const {
        if (!member(position, "addon_to").is_number() || !name_in(position).empty()) return position;
        const auto found = by_id_.find(text_in(position, "addon_to"));
        return found == by_id_.end() ? position : *found->second;
    }

    /// Positions are numbered anew in each order, and numbers are given twice where orders were changed.
    static std::string external_id_of(const json& position, const std::string& order_code, const std::string& number) {
        const std::string id = text_in(position, "id");
        if (id.empty() && number.empty()) return {};
        return order_code + (id.empty() ? "-" + number : "/" + id);
    }

    std::string product_of(const json& position) const {
        const json& item = member(position, "item");
        if (item.is_object()) return name_of_item(item);
        const std::string id = text_in(position, "item");
        const auto product = products_.find(id);
        if (product != products_.end()) return product->second;
        return item.is_number() ? "#" + id : id;
    }

    std::optional<WrittenTime> time_in(const json& position, const char* key, const std::string& where) {
        const std::string text = text_in(position, key);
        if (text.empty()) return std::nullopt;
        auto time = parse_iso_time(text);
        if (!time) notes_.add(where, std::string{key}.append(" is no time and is left out"));
        return time;
    }

    AttendeeList list_;
    RepeatedNotes notes_;
    std::unordered_map<std::string, std::string> products_;
    std::unordered_map<std::string, const json*> by_id_;  // the positions of the order that is being read
};

}  // namespace

bool is_pretix_record(const json& record) { return is_order(record) || is_position(record); }

AttendeeList read_pretix_orders(const std::vector<const json*>& records, const json& items) {
    return OrderReader{items}.read(records);
}

}  // namespace kiosk

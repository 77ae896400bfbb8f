#include "kiosk/store/attendees/attendee_list.h"

#include <algorithm>
#include <unordered_map>

#include "kiosk/base/fold.h"
#include "kiosk/store/attendees/check_ins.h"

namespace kiosk {
namespace {

std::unordered_map<int, Key> open_batches(const Database& database, const OrganiserKey& organiser) {
    Statement rows{database, "SELECT id, sealed_key FROM batch", "read the attendees"};
    std::unordered_map<int, Key> keys;
    while (rows.step())
        if (const auto key = organiser.open_batch(rows.bytes(1))) keys.emplace(rows.integer(0), *key);
    return keys;
}

std::string opened(const std::unordered_map<int, Key>& keys, int batch, const std::string& box) {
    const auto key = keys.find(batch);
    return key == keys.end() ? "" : unsealed(box, key->second).value_or("");
}

void add_sessions(const Database& database, const std::unordered_map<std::string, Attendee*>& attendees) {
    Statement rows{database, "SELECT attendee, session FROM attendee_session ORDER BY attendee, session",
                   "read what tickets are for"};
    while (rows.step())
        if (const auto attendee = attendees.find(rows.text(0)); attendee != attendees.end())
            attendee->second->ticket.sessions.push_back(rows.text(1));
}

void sort_by_name(std::vector<Attendee>& list) {
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < list.size(); ++i) order.emplace_back(folded(list[i].person.name) + '\0' + list[i].ticket.id, i);
    std::ranges::sort(order);
    std::vector<Attendee> sorted;
    sorted.reserve(list.size());
    for (const auto& [name, index] : order) sorted.push_back(std::move(list[index]));
    list = std::move(sorted);
}

}  // namespace

bool has_attendees(const Database& database) {
    Statement row{database, "SELECT 1 FROM attendee LIMIT 1", "read the attendees"};
    return row.step();
}

std::vector<Attendee> all_attendees(const Database& database, const OrganiserKey& organiser) {
    std::vector<Attendee> list;
    database.snapshot([&] {
        const auto keys = open_batches(database, organiser);
        const std::string sql = std::string{"SELECT "} + ticket_columns +
                                ", batch, person_box, code_batch, code_box, code_hash IS NOT NULL FROM attendee";
        Statement rows{database, sql, "read the attendees"};
        while (rows.step())
            list.push_back({.ticket = ticket_in(rows),
                            .person = unpacked(opened(keys, rows.integer(5), rows.bytes(6))).value_or(Person{}),
                            .code = opened(keys, rows.integer(7), rows.bytes(8)),
                            .has_code = rows.integer(9) != 0});
        std::unordered_map<std::string, Attendee*> by_id;
        for (Attendee& each : list) by_id.emplace(each.ticket.id, &each);
        add_sessions(database, by_id);
        for (CheckIn& each : all_check_ins(database))
            if (const auto attendee = by_id.find(each.attendee); attendee != by_id.end() && !each.undone)
                attendee->second->check_ins.push_back(std::move(each.id));
    });
    sort_by_name(list);
    return list;
}

}  // namespace kiosk

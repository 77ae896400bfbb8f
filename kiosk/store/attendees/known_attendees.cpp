#include "kiosk/store/attendees/known_attendees.h"

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

std::int64_t number_of(const std::unordered_map<std::string, std::int64_t>& numbers, const std::string& mark) {
    if (mark.empty()) return 0;
    const auto found = numbers.find(mark);
    return found == numbers.end() ? 0 : found->second;
}

bool contradict(const std::string& one, const std::string& other) { return !one.empty() && !other.empty() && one != other; }

}  // namespace

KnownAttendees::KnownAttendees(const Database& database) {
    Statement rows{database, "SELECT number, id, external_hash, code_hash, person_hash FROM attendee", "read the attendees"};
    while (rows.step()) {
        wrote(rows.large_integer(0), {.external = rows.bytes(2), .code = rows.bytes(3), .person = rows.bytes(4)});
        ids_.insert(rows.text(1));
    }
    for (auto& [number, row] : rows_) row.is_of_this_import = false;
}

KnownAttendees::Match KnownAttendees::find(const Marks& marks) const {
    const auto with_code = number_of(by_code_, marks.code);
    if (const auto same_id = number_of(by_external_, marks.external))
        return {.number = same_id, .code_is_another_s = with_code != 0 && with_code != same_id};
    if (with_code != 0) {
        const Row& row = rows_.at(with_code);
        if (row.is_of_this_import && contradict(row.external, marks.external)) return {.code_is_another_s = true};
        return {.number = with_code};
    }
    return {.number = find_person(marks)};
}

std::int64_t KnownAttendees::find_person(const Marks& marks) const {
    if (marks.person.empty()) return 0;
    const auto [first, last] = by_person_.equal_range(marks.person);
    for (auto each = first; each != last; ++each) {
        const Row& row = rows_.at(each->second);
        // Two people of one name and no address may stand in one list.
        if (row.is_of_this_import && !marks.person_is_sure) continue;
        if (!contradict(row.external, marks.external) && !contradict(row.code, marks.code)) return each->second;
    }
    return 0;
}

void KnownAttendees::wrote(std::int64_t number, const Marks& marks) {
    Row& row = rows_[number];
    row.is_of_this_import = true;
    if (!marks.external.empty()) by_external_[row.external = marks.external] = number;
    if (!marks.code.empty() && marks.code != row.code) {
        by_code_.erase(row.code);
        by_code_[row.code = marks.code] = number;
    }
    if (marks.person.empty()) return;
    const auto [first, last] = by_person_.equal_range(marks.person);
    for (auto each = first; each != last; ++each)
        if (each->second == number) return;
    by_person_.emplace(marks.person, number);
}

}  // namespace kiosk

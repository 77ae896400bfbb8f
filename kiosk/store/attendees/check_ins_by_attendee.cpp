#include "kiosk/store/attendees/check_ins_by_attendee.h"

#include <algorithm>
#include <functional>

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr std::size_t unsorted_at_most = 1024;
constexpr const char* reading = "read the check-ins";

std::string id_of(const Database& database, std::int64_t number) {
    Statement row{database, "SELECT id FROM check_in WHERE number = ?", reading};
    return row.bind_large(number).step() ? row.text(0) : std::string{};
}

/// Another one after the file's content was put there anew, by a restored copy, say.
int schema_version(const Database& database) {
    Statement version{database, "PRAGMA schema_version", reading};
    return version.step() ? version.integer(0) : 0;
}

std::size_t hash_of(const std::string& attendee) { return std::hash<std::string>{}(attendee); }

}  // namespace

void CheckInsByAttendee::read_on() {
    // Persons were removed, the file's content is another one, or what was read was never committed.
    if (!is_of_this_list()) {
        entries_.clear();
        sorted_ = 0;
        last_ = 0;
    }
    append_new();
    if (entries_.size() - sorted_ > unsorted_at_most) sort_new();
}

bool CheckInsByAttendee::is_of_this_list() const {
    return last_ == 0 || (schema_version(database_) == schema_ && !last_id_.empty() && id_of(database_, last_) == last_id_);
}

void CheckInsByAttendee::append_new() {
    const std::int64_t known = last_;
    Statement row{database_, "SELECT number, attendee FROM check_in WHERE number > ? ORDER BY number", reading};
    row.bind_large(known);
    while (row.step()) {
        last_ = row.large_integer(0);
        entries_.push_back({hash_of(row.text(1)), last_});
    }
    if (last_ == known) return;
    last_id_ = id_of(database_, last_);
    schema_ = schema_version(database_);
}

void CheckInsByAttendee::sort_new() {
    const auto middle = entries_.begin() + static_cast<std::ptrdiff_t>(sorted_);
    std::sort(middle, entries_.end());
    std::inplace_merge(entries_.begin(), middle, entries_.end());
    sorted_ = entries_.size();
}

std::vector<std::int64_t> CheckInsByAttendee::numbers_of(const std::string& attendee) const {
    const std::size_t hash = hash_of(attendee);
    const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(sorted_);
    std::vector<std::int64_t> numbers;
    for (auto each = std::lower_bound(entries_.begin(), end, Entry{.attendee = hash}); each != end && each->attendee == hash; ++each)
        numbers.push_back(each->number);
    for (auto each = end; each != entries_.end(); ++each)
        if (each->attendee == hash) numbers.push_back(each->number);
    return numbers;
}

std::optional<CheckIn> CheckInsByAttendee::first(const CheckInPlace& place, Instant from, Instant to) const {
    Statement row{database_,
                  "SELECT c.id, c.attendee, c.session, c.at, d.name FROM check_in c JOIN device d ON d.id = c.device "
                  "WHERE c.number = ? AND c.attendee = ? AND c.session IS ? AND c.at >= ? AND c.at < ? AND c.undoes IS NULL "
                  "AND NOT EXISTS (SELECT 1 FROM check_in u WHERE u.undoes = c.id)",
                  reading};
    std::optional<CheckIn> first;
    for (const std::int64_t number : numbers_of(place.attendee)) {
        row.bind_large(number).bind(place.attendee).bind(place.session).bind(from).bind(to);
        while (row.step()) {
            const Instant at = row.instant(3).value_or(Instant{});
            if (first && first->at <= at) continue;
            first = CheckIn{.id = row.text(0), .attendee = row.text(1), .session = row.optional_text(2), .at = at, .device = row.text(4)};
        }
    }
    return first;
}

}  // namespace kiosk

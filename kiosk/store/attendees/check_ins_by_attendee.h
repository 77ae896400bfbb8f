#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/attendees/check_ins.h"

namespace kiosk {

/// Which check-ins are whose, in memory. On the disk such an index would be written all over for the check-ins that come from
/// other doors, while somebody waits for the same disk. Of one thread, with its connection.
class CheckInsByAttendee {
  public:
    /// @param database  must outlive it
    explicit CheckInsByAttendee(const Database& database) : database_(database) {}

    /// Reads what was recorded since, by whichever program. Takes 16 to 32 bytes for each check-in, and
    /// the first time half a second for a million.
    ///
    /// @throws StoreError
    void read_on();

    /// The first admission of an attendee at one place in [from, to) that was not taken back, of those that were read.
    ///
    /// @throws StoreError
    std::optional<CheckIn> first(const CheckInPlace& place, Instant from, Instant to) const;

  private:
    struct Entry {
        std::size_t attendee = 0;  // its hash
        std::int64_t number = 0;
        auto operator<=>(const Entry&) const = default;
    };

    bool is_of_this_list() const;
    void append_new();
    void sort_new();
    std::vector<std::int64_t> numbers_of(const std::string& attendee) const;

    const Database& database_;
    std::vector<Entry> entries_ = {};
    std::size_t sorted_ = 0;  // so many of them; behind them those that came since
    std::int64_t last_ = 0;   // the number that was read last, whose check-in it was, and in which file
    std::string last_id_ = {};
    int schema_ = 0;
};

}  // namespace kiosk

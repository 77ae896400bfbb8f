#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// What a column of a table of sessions holds.
enum class Column { title, date, start, end_date, end, duration, room, people, track, id, guid, status, cancelled };

constexpr std::size_t column_count = 13;

/// Where the columns stand in a table.
class Columns {
  public:
    /// @param header  the names as written
    explicit Columns(const std::vector<std::string>& header);

    std::optional<std::size_t> place_of(Column column) const { return places_[static_cast<std::size_t>(column)]; }

    /// Whether there is enough to be a schedule: a title, and a start or a date.
    bool make_a_schedule() const;

  private:
    std::array<std::optional<std::size_t>, column_count> places_ = {};
};

}  // namespace kiosk

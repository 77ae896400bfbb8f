#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/sources/text/csv.h"

namespace kiosk {

/// What a column of an attendee list can hold.
enum class Column {
    full_name,
    name,  // full, or what is missing beside a given or family name
    given_name,
    middle_name,
    family_name,
    email,
    company,
    ticket_type,
    code,
    valid_from,
    valid_until,
    paid,
    status,
    blocked,
    checked_in,
    sessions,
    wiki_name,
    language,
    id,
    order,
    position,
};

/// Which fields of a record hold what, found by the words of the header in any order.
class ListColumns {
  public:
    /// @param header  as it stands; in English, German, French, Spanish, Irish or Polish
    explicit ListColumns(std::span<const std::string> header);

    /// How many columns are known.
    std::size_t known() const { return known_; }
    std::size_t count() const { return keys_.size(); }
    bool has(Column column) const { return !fields(column).empty(); }

    /// Which fields hold it, best header first.
    std::span<const std::size_t> fields(Column column) const { return fields_[static_cast<std::size_t>(column)]; }

    /// Whether a column with exactly this word_key stands in the header: how programs' exports are told apart.
    bool has_header(std::string_view key) const;

    /// The first non-empty cell that holds it, best header first; empty when there is none.
    std::string_view cell(Column column, const CsvRecord& record) const;

  private:
    static constexpr std::size_t kinds = static_cast<std::size_t>(Column::position) + 1;

    std::vector<std::string> keys_;
    std::array<std::vector<std::size_t>, kinds> fields_;
    std::size_t known_ = 0;
};

}  // namespace kiosk

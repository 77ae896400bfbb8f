#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"

namespace kiosk {

/// A day in numbers with slashes, "7/1/2024": the seventh of January, or in America the first of July.
struct SlashDate {
    unsigned first = 0;
    unsigned second = 0;
    std::chrono::year year = {};
    std::size_t begin = 0;  // bytes [begin, end) of the text
    std::size_t end = 0;

    std::optional<Date> day_first() const;
    std::optional<Date> month_first() const;
};

/// Finds the first such day in a text; years of two digits are of this century.
std::optional<SlashDate> find_slash_date(std::string_view text);

/// Which of its two numbers is the month, and what there is to say about it.
struct SlashOrder {
    bool month_first = false;
    std::string doubt = {};  // empty: the days themselves leave none; else why it may be otherwise
};

/// All days of one table. Together they tell what one alone doesn't.
class SlashDates {
  public:
    void note(const SlashDate& date);

    /// A day of the same event that can't be mistaken: the others are near it.
    void note(Date sure) { sure_.push_back(sure); }

    /// Month first where a number above twelve, or the event's other days, show it, or where the days then lie within two
    /// weeks and else are scattered over months; day first in all other cases.
    SlashOrder order() const;

  private:
    bool only_day_first_ = false;    // there is one that can't be read in the other way
    bool only_month_first_ = false;
    std::vector<Date> days_first_ = {};    // those that can be read in both ways,
    std::vector<Date> months_first_ = {};  // and differ
    std::vector<Date> sure_ = {};
};

/// The text with its first such day in ISO 8601, so that it can't be mistaken. A day that is none in the order asked for
/// is read in the other.
std::string with_iso_date(std::string_view text, bool month_first);

}  // namespace kiosk

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "kiosk/base/time.h"

namespace kiosk {

/// Days that somebody named in prose, and where in the text.
struct DatesPhrase {
    Date first = {};
    Date last = {};         // equal to first for a single day
    bool has_year = false;  // else the year is the one that was given to fall back on
    std::size_t begin = 0;  // bytes [begin, end) of the text
    std::size_t end = 0;
};

/// Finds the first days named: "May 16-17, 2013", "28-29 March 2014", "29 May to 1 June 2014", "16th and 17th of May",
/// "2013-05-16", "16/05/2013" (day first). English month names, full or three letters.
///
/// @param year  stands in for a year that is not written; none: phrases without a year are passed over
std::optional<DatesPhrase> find_dates(std::string_view text, std::optional<std::chrono::year> year);

/// Hours that somebody wrote in prose, since midnight, and where in the text.
struct HoursPhrase {
    std::chrono::seconds opens = {};
    std::chrono::seconds closes = {};  // after opens; beyond 24 h when it is over midnight
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Finds the first span of hours: "9AM to 5PM", "9:30 am - 6 pm", "09:00–17:00", "1-5PM", "10h to noon". Two bare numbers
/// are none.
std::optional<HoursPhrase> find_hours(std::string_view text);

/// Reads a text that is one clock time and nothing else: "9AM", "9:30 p.m.", "17:00", "17.00", "1730", "9h30", "noon".
///
/// @return since midnight, "24:00" included; none for a bare number below 100 and for anything else
std::optional<std::chrono::seconds> parse_clock(std::string_view text);

/// Reads a text that is one date and nothing else, with its year: day first where it is all numbers. Years of two
/// digits are of this century.
std::optional<Date> parse_prose_date(std::string_view text);

}  // namespace kiosk

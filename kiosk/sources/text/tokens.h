#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"

namespace kiosk {

/// A word of prose as far as dates and hours care.
struct Token {
    enum class Kind { word, number, month, weekday, date, joint, comma };
    Kind kind = Kind::word;
    std::string_view text = {};  // as written, without an ordinal's ending
    unsigned value = 0;          // of a number; of a month from 1; of a weekday from 0, Monday
    Date date = {};              // of a date
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Cuts prose into words. Dashes, "to", "and", "until" and the like are joints; "16/17" is two numbers with a joint.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace kiosk

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace kiosk {

/// Reads a length: "01:00", "1:00", "00:30:00", "90" (minutes), "PT1H30M", "90 min", "1h30", "1 hour 30 minutes", "1.5 h";
/// units in the languages of the screens.
///
/// @return none for anything else, and beyond a year
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace kiosk

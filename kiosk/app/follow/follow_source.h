#pragma once

#include <chrono>
#include <string>

namespace kiosk {

/// How often a source is looked at: "60s", "5m", "1h", or seconds alone; from a second to a day.
///
/// @throws UsageError  when it can't be meant
std::chrono::seconds every_option(const std::string& text);

/// Refuses a source that can't be followed at all.
///
/// @throws UsageError
void check_source_option(const std::string& option, const std::string& source);

}  // namespace kiosk

#pragma once

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

namespace kiosk {

/// Says that a test case can't run here; the case then returns. tests/run counts and names it.
inline void say_skipped(const std::string& reason) {
    std::printf("\nskipped: %s\n", reason.c_str());
    std::fflush(stdout);
}

/// A file of the sample data that stands beside the sources, e.g. "schedules/38c3.schedule.xml".
///
/// @return none, and the case is counted as skipped, when it is missing
inline std::optional<std::filesystem::path> sample_file(const std::string& name) {
    const auto file = std::filesystem::path(KIOSK_SOURCE_DIR) / "../shared/data" / name;
    if (std::filesystem::exists(file)) return file;
    say_skipped("no sample data ../shared/data/" + name);
    return std::nullopt;
}

}  // namespace kiosk

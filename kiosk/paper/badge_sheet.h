#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace kiosk {

/// A size in which badges are cut.
struct BadgeSize {
    std::string_view name;
    double width_mm;
    double height_mm;
};

/// The sizes to choose from; the first is the usual one.
std::span<const BadgeSize> badge_sizes();

/// @return none when there is no size of this name
std::optional<BadgeSize> badge_size_named(std::string_view name);

/// How badges lie on a sheet of A4, upright.
struct BadgeSheet {
    static constexpr double width_mm = 210;
    static constexpr double height_mm = 297;

    int columns = 0;
    int rows = 0;
    double left_mm = 0;  // of the first badge
    double top_mm = 0;
};

/// As many as fit, in the middle of the sheet.
BadgeSheet badge_sheet(const BadgeSize& size);

}  // namespace kiosk

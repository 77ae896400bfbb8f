#include "kiosk/paper/badge_sheet.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

constexpr std::array sizes = {
    BadgeSize{"a7", 105, 74},
    BadgeSize{"a6", 105, 148},
    BadgeSize{"90x55", 90, 55},
    BadgeSize{"card", 85.6, 54},
};

}  // namespace

std::span<const BadgeSize> badge_sizes() { return sizes; }

std::optional<BadgeSize> badge_size_named(std::string_view name) {
    const auto size = std::ranges::find(sizes, name, &BadgeSize::name);
    return size == sizes.end() ? std::nullopt : std::optional{*size};
}

BadgeSheet badge_sheet(const BadgeSize& size) {
    BadgeSheet sheet{.columns = static_cast<int>(BadgeSheet::width_mm / size.width_mm),
                     .rows = static_cast<int>(BadgeSheet::height_mm / size.height_mm)};
    sheet.left_mm = (BadgeSheet::width_mm - sheet.columns * size.width_mm) / 2;
    sheet.top_mm = (BadgeSheet::height_mm - sheet.rows * size.height_mm) / 2;
    return sheet;
}

}  // namespace kiosk

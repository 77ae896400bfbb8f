#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

/// The pairs of a .mo file, original and translation, in the file's order. Plural forms stand in one text with NUL
/// between; the pair with an empty original is the header. All belong to `content`.
///
/// @param content  the file's bytes, of either byte order
/// @return         none when it is not a .mo file or not whole
/// @source         GNU gettext manual, "The Format of GNU MO Files"
std::optional<std::vector<std::pair<std::string_view, std::string_view>>> mo_pairs(std::string_view content);

}  // namespace kiosk

#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// What a file that is no text, or a page of HTML, seems to be: "a PNG picture", "an empty file"; empty for text.
///
/// @param bytes  of the file as they are
std::string binary_kind(std::string_view bytes);

}  // namespace kiosk

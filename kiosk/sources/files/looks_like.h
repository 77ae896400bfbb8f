#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// Says what a file that no reader takes seems to be, as the end of "it looks like …": "a PNG picture", "an empty file".
///
/// @param bytes  of the file as they are
std::string looks_like(std::string_view bytes);

}  // namespace kiosk

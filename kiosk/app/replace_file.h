#pragma once

#include <filesystem>
#include <string_view>

namespace kiosk {

/// Puts a file there, or another one in its place: whoever looks finds the old one or the new one, never a part.
///
/// @throws std::runtime_error  when it can't be written; what was there stays
void replace_file(const std::filesystem::path& file, std::string_view content);

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <string>

namespace kiosk {

/// The bytes of a file that somebody gives us; of the standard input for "-".
///
/// @throws std::runtime_error  when it is missing, a folder, not readable, or larger than 256 MiB
std::string file_content(const std::filesystem::path& file);

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <string_view>

namespace kiosk {

/// @throws std::runtime_error  when the folder neither is there nor can be made
void make_folder(const std::filesystem::path& folder);

/// Writes a file that this user alone may read.
///
/// @throws std::runtime_error  when it can't be written
void write_file(const std::filesystem::path& file, std::string_view content);

/// As `write_file`, for a secret that must not be written over.
///
/// @throws std::runtime_error  also when there is such a file
void write_new_file(const std::filesystem::path& file, std::string_view content);

}  // namespace kiosk

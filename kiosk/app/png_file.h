#pragma once

#include <filesystem>

#include "kiosk/screens/canvas.h"

namespace kiosk {

/// Writes a canvas as a PNG file.
///
/// @throws std::runtime_error  when the file can't be written; nothing half written stays
void write_png(const Canvas& canvas, const std::filesystem::path& file);

}  // namespace kiosk

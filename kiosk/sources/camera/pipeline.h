#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// The GStreamer pipelines to try for a source, in this order, each ending in grey frames for an element named "frames".
/// Empty: there is no camera.
///
/// @param source  see Camera; a folder of pictures is none of GStreamer's
std::vector<std::string> pipelines_for(const std::string& source);

/// The pictures of a folder, by name; none when the source is no folder.
std::optional<std::vector<std::string>> pictures_of(const std::string& source);

}  // namespace kiosk

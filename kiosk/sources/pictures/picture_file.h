#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// The most pixels a picture may have: a photograph of 64 megapixels.
constexpr long long most_pixels = 64'000'000;

/// A picture, or the reason why there is none.
struct PictureFile {
    std::optional<GreyPicture> picture = {};
    std::string problem = {};  // one sentence without a full stop; empty with a whole picture
};

/// Makes a grey picture of the bytes of a PNG, JPEG or WebP file, recognised by content. What is transparent is seen
/// before white. A JPEG that breaks off gives the part that was there, and the problem.
PictureFile picture_from(std::span<const std::uint8_t> bytes);

/// Reads a picture from a file, see picture_from; what the system says when it cannot be read is the problem.
PictureFile read_picture(const std::string& path);

}  // namespace kiosk

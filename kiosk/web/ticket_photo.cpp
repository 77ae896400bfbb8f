#include "kiosk/web/ticket_photo.h"

#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include "kiosk/sources/codes/still_decoder.h"
#include "kiosk/sources/pictures/picture_file.h"
#include "kiosk/sources/pictures/tricks.h"

namespace kiosk {
namespace {

// More than phones take of a ticket: a few KiB may become 64 million pixels, whose first look alone would hold up others.
constexpr double most_pixels_searched = 16e6;

/// As large as is searched, no larger.
GreyPicture searched(GreyPicture picture) {
    const double pixels = static_cast<double>(picture.width) * picture.height;
    const int by = static_cast<int>(std::ceil(std::sqrt(pixels / most_pixels_searched)));
    return by > 1 ? shrunk(picture, by) : std::move(picture);
}

}  // namespace

PhotoReading read_photo(std::string_view bytes, const std::function<bool()>& goes_on) {
    auto content = picture_from({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    if (!content.picture) return {};
    PhotoReading reading{.is_picture = true};
    StillDecoder decoder;
    for (const FoundCode& found : decoder.decode(searched(std::move(*content.picture)), goes_on))
        if (reading.code.empty() && found.part < 0) reading.code = found.text;
    return reading;
}

}  // namespace kiosk

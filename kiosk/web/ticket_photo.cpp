#include "kiosk/web/ticket_photo.h"

#include <cstdint>
#include <span>

#include "kiosk/sources/codes/still_decoder.h"
#include "kiosk/sources/pictures/picture_file.h"

namespace kiosk {

PhotoReading read_photo(std::string_view bytes, const std::function<bool()>& goes_on) {
    const auto content = picture_from({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    if (!content.picture) return {};
    PhotoReading reading{.is_picture = true};
    StillDecoder decoder;
    for (const FoundCode& found : decoder.decode(*content.picture, goes_on))
        if (reading.code.empty() && found.part < 0) reading.code = found.text;
    return reading;
}

}  // namespace kiosk

#pragma once

#include <qrencode.h>

#include <stdexcept>
#include <string>

#include "kiosk/base/owned.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// A QR code drawn on a white ground of four modules.
inline GreyPicture drawn_code(const std::string& text, int module_px) {
    const Owned<QRcode, QRcode_free> code(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) throw std::runtime_error("no QR code for " + text);
    constexpr int quiet = 4;
    const int side = (code->width + 2 * quiet) * module_px;
    auto picture = blank_picture(side, side);
    for (int y = 0; y < code->width * module_px; ++y)
        for (int x = 0; x < code->width * module_px; ++x)
            if ((code->data[y / module_px * code->width + x / module_px] & 1) != 0)
                picture.row(y + quiet * module_px)[x + quiet * module_px] = 0;
    return picture;
}

/// That picture somewhere in a grey room.
inline GreyPicture in_a_room(const GreyPicture& code, int width, int height, int left, int top) {
    auto room = blank_picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            room.row(y)[x] = static_cast<std::uint8_t>(90 + (x + y) * 90 / (width + height));
    for (int y = 0; y < code.height && y + top < height; ++y)
        for (int x = 0; x < code.width && x + left < width; ++x) room.row(y + top)[x + left] = code.row(y)[x];
    return room;
}

}  // namespace kiosk

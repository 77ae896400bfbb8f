#pragma once

#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/codes/zbar_reader.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// What reads a picture: ZXing with one of its ways to tell black from white (the first also reads Data Matrix), zbar,
/// or the flattening of warped codes.
enum class Reader { zxing, zxing_global, zxing_fixed, zbar, flat };

/// One way of looking at a picture and one of reading it.
struct ReadingStep {
    GreyPicture (*look)(const GreyPicture&) = nullptr;  // null: as it is
    Reader reader = Reader::zxing;
};

/// The codes that a step finds, in pixels of the picture given.
FoundCodes read_by(const ReadingStep& step, const GreyPicture& picture, ZbarReader& zbar);

}  // namespace kiosk

#pragma once

#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// How ZXing tells black from white.
enum class Ink { local, global, fixed };

/// How hard ZXing tries.
struct ZxingEffort {
    Ink ink = Ink::local;
    bool harder = true;
    bool is_only_code = false;  // nothing but one code, straight
    bool with_data_matrix = false;
};

/// Reads the QR codes, on demand also the Data Matrix codes, that ZXing finds.
FoundCodes read_with_zxing(const GreyPicture& picture, const ZxingEffort& effort = {});

}  // namespace kiosk

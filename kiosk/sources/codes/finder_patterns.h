#pragma once

#include <vector>

#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// One of the three squares in the corners of a QR code.
struct FinderPattern {
    PicturePoint centre = {};
    float width_px = 0;   // along a row of the picture
    float height_px = 0;  // along a column
    int seen = 1;         // rows of the picture that crossed it
};

/// Three finder patterns that may belong to one code.
struct FinderTriple {
    PicturePoint upper_left = {};
    PicturePoint upper_right = {};
    PicturePoint lower_left = {};
    float module_px = 0;
    float flaw = 0;  // 0: an exact square corner
};

/// Finds finder patterns in a picture of pure black and white, the surest first, at most twelve.
std::vector<FinderPattern> finder_patterns(const GreyPicture& black_and_white);

/// The triples that look most like a code, best first, at most `most`.
std::vector<FinderTriple> finder_triples(const std::vector<FinderPattern>& patterns, std::size_t most);

}  // namespace kiosk

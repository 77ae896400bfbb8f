#pragma once

#include <vector>

#include "kiosk/screens/bitmap.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// What the camera sees, for the waiting screen.
struct CameraPicture {
    Bitmap bitmap = {};                // square, colours
    std::vector<float> outline = {};  // of a code that was found: x, y pairs, 0 to 1 of the bitmap; may be empty
};

/// How the place is where people hold their code.
struct ViewFinder {
    bool sees = false;   // a camera works
    bool found = false;  // it sees a code
};

/// Draws what the camera sees, or how to hold a code, in a square.
///
/// @param picture  null while there is none
void draw_view_finder(Page& page, const ViewFinder& finder, const CameraPicture* picture, float x, float y, float side);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/check_in_view.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/view_finder.h"

namespace kiosk {

/// Something on the check-in screen that answers to a touch.
struct TouchArea {
    enum class Asks { language, corner, letter, capitals, erase, leave, back };

    float left = 0;  // pixels of the screen as it is seen, mirrored or not
    float top = 0;
    float width = 0;
    float height = 0;
    Asks asks = Asks::corner;
    std::string what = {};  // the language or the letter

    bool covers(double x, double y) const {
        return x >= left && x < left + width && y >= top && y < top + height;
    }
};

/// Draws the check-in screen.
///
/// @param picture  null while there is none
/// @return         what a touch can ask for; of two that overlap the first counts
std::vector<TouchArea> draw_check_in(Page& page, const CheckInView& view, const CameraPicture* picture);

}  // namespace kiosk

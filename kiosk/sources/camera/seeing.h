#pragma once

#include <vector>

#include "kiosk/sources/camera/camera.h"
#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// The middle square of a frame as in a mirror, `side` pixels wide, with the outline of the first code.
Preview preview_of(const GreyPicture& frame, const FoundCodes& codes, int side);

/// Tells from several frames why no code is found: it is dark, or a code is held so near that it doesn't fit.
class Sight {
  public:
    /// @return  seeing, dark or too_near; it takes some frames in a row to change its mind
    CameraHealth judge(const GreyPicture& frame, bool found_code);

  private:
    int dark_ = 0;
    int near_ = 0;
    int frame_ = 0;
};

}  // namespace kiosk

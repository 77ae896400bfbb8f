#pragma once

#include <cstddef>

#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/codes/zbar_reader.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// Reads the frames of a camera, each by another trick, so that a few frames see what all tricks together would. For
/// one thread.
class LiveDecoder {
  public:
    /// After so many frames every trick has had its turn.
    static const std::size_t round;

    /// The codes that this frame's trick finds, in pixels of the frame.
    FoundCodes decode(const GreyPicture& frame);

  private:
    ZbarReader zbar_ = {};
    std::size_t turn_ = 0;
};

}  // namespace kiosk

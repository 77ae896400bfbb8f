#pragma once

#include <functional>

#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/codes/zbar_reader.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// Reads the codes in one picture by every trick there is, the cheap ones first. For one thread.
class StillDecoder {
  public:
    /// The codes that were found, in pixels of the picture; each text and each place once.
    ///
    /// @param goes_on  asked before each trick; false ends the search. A trick takes up to half a second.
    FoundCodes decode(const GreyPicture& picture, const std::function<bool()>& goes_on);

  private:
    ZbarReader zbar_ = {};
};

}  // namespace kiosk

#pragma once

#include "kiosk/base/owned.h"
#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace zbar {
struct zbar_image_scanner_s;
}

namespace kiosk {

/// The zbar library, set to read QR codes. For one thread.
class ZbarReader {
  public:
    ZbarReader();

    /// Reads the QR codes that zbar finds. Parts of a longer text are left to others.
    FoundCodes read(const GreyPicture& picture);

  private:
    static void release(zbar::zbar_image_scanner_s* scanner);

    Owned<zbar::zbar_image_scanner_s, release> scanner_;
};

}  // namespace kiosk

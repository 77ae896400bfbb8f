#pragma once

#include <memory>
#include <span>

#include "kiosk/screens/canvas.h"

struct _XDisplay;

namespace kiosk {

/// Pixels that the X server reads from shared memory (MIT-SHM), or is sent where it can't.
class SharedPicture {
  public:
    /// @throws WindowError  when the screen has no 32-bit pixels
    SharedPicture(_XDisplay* display, unsigned long window, int width, int height);
    ~SharedPicture();
    SharedPicture(const SharedPicture&) = delete;
    SharedPicture& operator=(const SharedPicture&) = delete;

    Canvas canvas() const;

    /// Shows boxes of the canvas; they are on the screen when it returns.
    void show(std::span<const PixelBox> boxes);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk

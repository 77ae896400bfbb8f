#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/screens/canvas.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// Where screens are drawn: an ImGui context, shaped text and the pixels they become. For one thread.
class Stage {
  public:
    Stage();
    ~Stage();

    /// Draws one frame. What looks as in the last frame is not drawn again.
    ///
    /// @param mirrored  for a language that runs right to left
    /// @return          the boxes of the canvas that changed
    std::vector<PixelBox> draw(const Canvas& canvas, bool mirrored, const std::function<void(Page&)>& screen);

    /// Frames that changed at least one pixel box, since the beginning.
    int frames_drawn() const { return frames_drawn_; }

    /// The canvas no longer holds what was drawn on it.
    void forget();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
    int frames_drawn_ = 0;
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "kiosk/model/moment.h"
#include "kiosk/screens/canvas.h"

namespace kiosk {

/// The window could not be opened. The text is a whole sentence for the organiser.
class WindowError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct WindowOptions {
    std::optional<ScreenShape> windowed = {};  // none: fullscreen
    int monitor = 0;                           // counted from 0; the first one when there are fewer
};

/// A finger or a button that went down or up, in pixels of the canvas.
struct Touch {
    double x = 0;
    double y = 0;
    bool down = false;
};

/// The one window, on X, and the pixels it shows. Only the thread that made it may use it, but for `wake`.
class Window {
  public:
    /// @throws WindowError  when there is no display
    explicit Window(const WindowOptions& options);
    ~Window();

    /// The pixels to draw on. Holds what was drawn before, unless the window has changed its size since.
    Canvas canvas() const;

    /// Brings boxes of the canvas to the screen, and the window in front at the first time.
    void present(std::span<const PixelBox> boxes);

    /// Sleeps until something happens to the window, somebody calls `wake`, or the time is over. Takes up changes of
    /// monitors and sizes.
    ///
    /// @return whether the canvas was replaced, and has to be drawn whole
    bool wait(std::chrono::duration<double> at_most);

    /// What was touched since the last call, oldest first.
    std::vector<Touch> take_touches();

    /// Its number on the X server.
    unsigned long id() const;

    /// Ends a `wait`. From any thread.
    static void wake();

    bool was_closed() const;

    /// The size of the monitor that a fullscreen window would fill; none without a display.
    static std::optional<ScreenShape> monitor_shape(int monitor);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk

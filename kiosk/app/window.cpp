#include "kiosk/app/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#define GLFW_EXPOSE_NATIVE_X11
#include <GLFW/glfw3native.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "kiosk/app/always_on.h"
#include "kiosk/app/full_screen.h"
#include "kiosk/app/shared_picture.h"
#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

/// GLFW's library, as long as a window or a question needs it.
class Glfw {
  public:
    Glfw() {
        const char* display = std::getenv("DISPLAY");
#ifdef GLFW_PLATFORM_X11
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
        if (!display || !*display || !glfwInit())
            throw WindowError{
                "there is no screen to show on (DISPLAY is not set or does not answer); start an X session, or write one "
                "picture with --screenshot FILE.png"};
    }
    ~Glfw() { glfwTerminate(); }
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
};

/// @return null when no monitor is plugged in
GLFWmonitor* monitor_at(int wanted) {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    if (count == 0) return nullptr;
    return monitors[wanted < count ? wanted : 0];
}

}  // namespace

struct Window::Inside {
    Glfw glfw = {};
    WindowOptions options = {};
    Owned<GLFWwindow, glfwDestroyWindow> window = {};
    std::unique_ptr<AlwaysOn> always_on = {};
    std::unique_ptr<SharedPicture> picture = {};
    bool needs_repaint = false;
    bool in_front = false;
    std::vector<Touch> touches = {};

    void open();
    bool comes_back() const;
    void follow_monitor() const;
    bool follow_size();
};

void Window::Inside::open() {
    outlive_x_errors();
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_FALSE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "kiosk");
    const ScreenShape shape = options.windowed.value_or(ScreenShape{});
    if (!options.windowed) {
        // Not GLFW's own full screen: that sets the monitor's mode, which fails the moment a cable is pulled.
        glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
        glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    }
    window.reset(glfwCreateWindow(shape.width_px, shape.height_px, "Kiosk", nullptr, nullptr));
    if (!window) throw WindowError{"the window could not be opened: the X server refused it"};
    glfwSetWindowUserPointer(window.get(), this);
    glfwSetWindowRefreshCallback(window.get(), [](GLFWwindow* refreshed) {
        static_cast<Inside*>(glfwGetWindowUserPointer(refreshed))->needs_repaint = true;
    });
    glfwSetMouseButtonCallback(window.get(), [](GLFWwindow* touched, int button, int action, int) {
        if (button != GLFW_MOUSE_BUTTON_LEFT) return;
        Touch touch{.down = action == GLFW_PRESS};
        glfwGetCursorPos(touched, &touch.x, &touch.y);
        static_cast<Inside*>(glfwGetWindowUserPointer(touched))->touches.push_back(touch);
    });
    // A screen on a wall is closed by its session, not by a key; a window on a desk closes as windows do.
    if (!options.windowed) {
        glfwSetWindowCloseCallback(window.get(), [](GLFWwindow* asked) { glfwSetWindowShouldClose(asked, GLFW_FALSE); });
        glfwSetInputMode(window.get(), GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
        always_on = std::make_unique<AlwaysOn>(glfwGetX11Display());
        ask_for_full_screen(glfwGetX11Display(), glfwGetX11Window(window.get()));
        follow_monitor();
        glfwShowWindow(window.get());
    }
}

/// A screen on a wall is never put away. A window manager that is just starting can also forget the first request.
/// @return whether it had to ask again, and has to look whether it was heard
bool Window::Inside::comes_back() const {
    if (options.windowed || glfwGetWindowAttrib(window.get(), GLFW_VISIBLE) == GLFW_TRUE) return false;
    glfwShowWindow(window.get());
    return true;
}

/// A fullscreen window stays on its monitor, whatever its size becomes; without any monitor it waits.
void Window::Inside::follow_monitor() const {
    if (options.windowed) return;
    GLFWmonitor* monitor = monitor_at(options.monitor);
    if (!monitor) return;
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    int left = 0, top = 0, x = 0, y = 0, width = 0, height = 0;
    glfwGetMonitorPos(monitor, &left, &top);
    glfwGetWindowPos(window.get(), &x, &y);
    glfwGetWindowSize(window.get(), &width, &height);
    if (!mode || (x == left && y == top && width == mode->width && height == mode->height)) return;
    glfwSetWindowPos(window.get(), left, top);
    glfwSetWindowSize(window.get(), mode->width, mode->height);
}

bool Window::Inside::follow_size() {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window.get(), &width, &height);
    if (width <= 0 || height <= 0) return false;  // put away as an icon
    if (picture && picture->canvas().width == width && picture->canvas().height == height) return false;
    picture.reset();
    picture = std::make_unique<SharedPicture>(glfwGetX11Display(), glfwGetX11Window(window.get()), width, height);
    return true;
}

Window::Window(const WindowOptions& options) : inside_(std::make_unique<Inside>()) {
    inside_->options = options;
    inside_->open();
    glfwPollEvents();
    inside_->follow_size();
    if (!inside_->picture) throw WindowError{"the window could not be opened: it has no size"};
}

Window::~Window() = default;

Canvas Window::canvas() const { return inside_->picture->canvas(); }

void Window::present(std::span<const PixelBox> boxes) {
    inside_->picture->show(boxes);
    if (inside_->in_front) return;
    inside_->in_front = true;
    glfwFocusWindow(inside_->window.get());
}

bool Window::wait(std::chrono::duration<double> at_most) {
    constexpr double patience_while_hidden_s = 1;
    const double wait_s = inside_->comes_back() ? std::min(at_most.count(), patience_while_hidden_s) : at_most.count();
    glfwWaitEventsTimeout(std::max(wait_s, 0.001));
    inside_->follow_monitor();
    const bool replaced = inside_->follow_size();
    if (inside_->needs_repaint && !replaced) {
        const Canvas whole = canvas();
        inside_->picture->show(std::array{PixelBox{0, 0, whole.width, whole.height}});
    }
    inside_->needs_repaint = false;
    return replaced;
}

std::vector<Touch> Window::take_touches() { return std::exchange(inside_->touches, {}); }

unsigned long Window::id() const { return glfwGetX11Window(inside_->window.get()); }

void Window::wake() { glfwPostEmptyEvent(); }

bool Window::was_closed() const { return glfwWindowShouldClose(inside_->window.get()) == GLFW_TRUE; }

std::optional<ScreenShape> Window::monitor_shape(int monitor) {
    try {
        const Glfw glfw;
        GLFWmonitor* found = monitor_at(monitor);
        const GLFWvidmode* mode = found ? glfwGetVideoMode(found) : nullptr;
        return mode ? std::optional{ScreenShape{mode->width, mode->height}} : std::nullopt;
    } catch (const WindowError&) {
        return std::nullopt;
    }
}

}  // namespace kiosk

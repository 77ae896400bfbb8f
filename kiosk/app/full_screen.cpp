#include "kiosk/app/full_screen.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <array>
#include <cstdio>

namespace kiosk {

void ask_for_full_screen(_XDisplay* display, unsigned long window) {
    const Atom state = XInternAtom(display, "_NET_WM_STATE", False);
    const Atom full_screen = XInternAtom(display, "_NET_WM_STATE_FULLSCREEN", False);
    XChangeProperty(display, window, state, XA_ATOM, 32, PropModeReplace,
                    reinterpret_cast<const unsigned char*>(&full_screen), 1);
}

void outlive_x_errors() {
    XSetErrorHandler([](Display* display, XErrorEvent* error) {
        std::array<char, 120> words{};
        XGetErrorText(display, error->error_code, words.data(), static_cast<int>(words.size()));
        std::fprintf(stderr, "kiosk: the X server refused request %d.%d: %s\n", error->request_code, error->minor_code,
                     words.data());
        return 0;
    });
}

}  // namespace kiosk

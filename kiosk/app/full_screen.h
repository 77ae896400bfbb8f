#pragma once

struct _XDisplay;

namespace kiosk {

/// Asks the window manager, where there is one, to give a window the whole of its monitor (EWMH). Before it is shown.
void ask_for_full_screen(_XDisplay* display, unsigned long window);

/// Makes errors that the X server reports a line in the log. A monitor that goes away while it is asked about is no
/// reason to end.
void outlive_x_errors();

}  // namespace kiosk

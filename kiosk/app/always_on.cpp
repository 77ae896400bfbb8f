#include "kiosk/app/always_on.h"

#include <X11/Xlib.h>
// These two need Xlib.h before them.
#include <X11/extensions/dpms.h>
#include <X11/extensions/scrnsaver.h>

namespace kiosk {

AlwaysOn::AlwaysOn(_XDisplay* display) : display_(display) {
    int event = 0, error = 0;
    if (XScreenSaverQueryExtension(display_, &event, &error)) {
        XScreenSaverSuspend(display_, True);
        saver_suspended_ = true;
    }
    XResetScreenSaver(display_);
    CARD16 level = 0;
    BOOL enabled = False;
    if (DPMSQueryExtension(display_, &event, &error) && DPMSCapable(display_) && DPMSInfo(display_, &level, &enabled)) {
        power_saving_was_on_ = enabled != False;
        if (power_saving_was_on_) {
            DPMSForceLevel(display_, DPMSModeOn);
            DPMSDisable(display_);
        }
    }
    XFlush(display_);
}

AlwaysOn::~AlwaysOn() {
    if (saver_suspended_) XScreenSaverSuspend(display_, False);
    if (power_saving_was_on_) DPMSEnable(display_);
    XFlush(display_);
}

}  // namespace kiosk

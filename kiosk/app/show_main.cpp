#include "kiosk/app/other_programs.h"
#include "kiosk/app/show_options.h"

int main(int count, char** arguments) {
    return kiosk::show_as_asked(count, arguments, [&](const kiosk::ShowOptions& options) {
        // What phones are served with is loaded for those screens alone that serve them.
        if (options.phones) kiosk::become("kiosk-screen-phones", arguments);
        // The check-in needs a camera's libraries; no wall should have to load them.
        if (options.checks_in) kiosk::become("kiosk-check-in", arguments);
        if (kiosk::show(options)) kiosk::become("kiosk-screen", arguments);
        return 0;
    });
}

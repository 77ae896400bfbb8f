#include "kiosk/app/other_programs.h"
#include "kiosk/app/phones/web_phones.h"
#include "kiosk/app/show_options.h"

int main(int count, char** arguments) {
    return kiosk::show_as_asked(count, arguments, [&](const kiosk::ShowOptions& options) {
        if (options.checks_in) kiosk::become("kiosk-check-in-phones", arguments);
        kiosk::WebPhones phones{options};
        if (kiosk::show(options, &phones)) kiosk::become("kiosk-screen", arguments);
        return 0;
    });
}

#include "kiosk/app/check_in/check_in_show.h"
#include "kiosk/app/other_programs.h"
#include "kiosk/app/phones/web_phones.h"
#include "kiosk/app/show_options.h"

int main(int count, char** arguments) {
    return kiosk::show_as_asked(count, arguments, [&](const kiosk::ShowOptions& options) {
        kiosk::WebPhones phones{options};
        if (kiosk::show_check_in(options, &phones)) kiosk::become("kiosk-screen", arguments);
        return 0;
    });
}

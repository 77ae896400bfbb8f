#include "kiosk/model/phone_panel.h"

namespace kiosk {

PhonePanel no_phones_panel(const Catalogue& words) {
    return {.heading = words.say("No phones at the moment"), .text = words.say("This screen is in no network. All else goes on.")};
}

PhonePanel check_in_panel(const QrCode& code, const Catalogue& words) {
    if (code.size == 0) return no_phones_panel(words);
    return {.code = code, .heading = words.say("Or with your phone"), .text = words.say("Point its camera here. No app is needed.")};
}

PhonePanel topics_panel(const QrCode& code, const Catalogue& words) {
    if (code.size == 0) return no_phones_panel(words);
    return {.code = code, .heading = words.say("What interests you?"), .text = words.say("Scan to raise your hand.")};
}

std::string to_text(const PhonePanel& panel) {
    std::string text = (panel.code.size > 0 ? "[QR] " : "[--] ") + panel.heading + "\n";
    return panel.text.empty() ? text : text + "     " + panel.text + "\n";
}

}  // namespace kiosk

#pragma once

#include <string>

#include "kiosk/model/catalogue.h"
#include "kiosk/model/qr_code.h"

namespace kiosk {

/// The place on a screen that invites phones.
struct PhonePanel {
    QrCode code = {};  // of no size: phones can't be served, and the words say so
    std::string heading = {};  // may be empty
    std::string text = {};     // may be empty

    bool operator==(const PhonePanel&) const = default;
};

/// Where phones can't be served: it says so.
PhonePanel no_phones_panel(const Catalogue& words);

/// On the check-in screen.
PhonePanel check_in_panel(const QrCode& code, const Catalogue& words);

/// In the lobby, beside the topics to discuss.
PhonePanel topics_panel(const QrCode& code, const Catalogue& words);

/// The panel as lines of text.
std::string to_text(const PhonePanel& panel);

}  // namespace kiosk

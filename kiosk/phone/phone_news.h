#pragma once

#include <string>
#include <variant>

#include "kiosk/phone/phone_request.h"

namespace kiosk {

/// What a screen's code says to phones.
struct PhoneInvitation {
    std::string url = {};  // empty: phones can't be served at the moment
};

/// What a screen is told of phones.
using PhoneNews = std::variant<PhoneInvitation, PhoneVerdict>;

}  // namespace kiosk

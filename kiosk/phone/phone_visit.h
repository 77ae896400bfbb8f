#pragma once

#include <optional>
#include <string>

#include "kiosk/phone/phone_desk.h"
#include "kiosk/phone/typed_code.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {

/// One request while it is answered; for the desk's own files.
struct PhoneDesk::Visit {
    const PhoneRequest& request;
    PhoneMoment moment;
    const Catalogue& words;
    TimeWords times;
    Phone phone;
    bool keeps_phone = false;  // it is to be kept anew
    std::optional<TypedCode> typed = {};
    std::string mistake = {};

    std::string field(const std::string& name) const {
        const auto found = request.fields.find(name);
        return found == request.fields.end() ? "" : found->second;
    }
    Sight fresh_sight(const ScreenMark& screen) const { return {screen, moment.real, random_bytes(form_nonce_bytes)}; }
    Sight sight_of_nothing() const { return fresh_sight(screen_mark(ScreenPurpose::none, "", "")); }
};

}  // namespace kiosk

#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/clock.h"
#include "kiosk/model/qr_code.h"
#include "kiosk/phone/phone_news.h"

namespace kiosk {

/// Serves phones for as long as it lives.
class PhoneService {
  public:
    virtual ~PhoneService() = default;
};

/// What a screen asks of those who serve phones. The screens' own program does without: see `kiosk-screen-phones`.
class PhoneSide {
  public:
    virtual ~PhoneSide() = default;

    /// Serves beside a screen from now on.
    ///
    /// @param room   of a door sign
    /// @param clock  the screen's
    /// @param tell   called with what the screen has to know, on another thread
    virtual std::unique_ptr<PhoneService> serve(ScreenPurpose purpose, const std::string& room, ShownClock clock,
                                                std::function<void(PhoneNews)> tell) = 0;

    /// What the screen's code says at this moment, without serving anybody: for a picture of the screen.
    virtual PhoneInvitation invitation(ScreenPurpose purpose, const std::string& room) = 0;
};

/// The code that a screen shows; of no size where there is nothing to say, or it would be too small to be seen.
QrCode code_of(const PhoneInvitation& invitation);

}  // namespace kiosk

#pragma once

#include "kiosk/app/phones/phone_side.h"
#include "kiosk/app/show.h"
#include "kiosk/web/phone_server.h"

namespace kiosk {

/// Serves phones over HTTP.
class WebPhones : public PhoneSide {
  public:
    /// @throws UsageError  when the options can't be meant
    explicit WebPhones(const ShowOptions& options);

    std::unique_ptr<PhoneService> serve(ScreenPurpose purpose, const std::string& room, ShownClock clock,
                                        std::function<void(PhoneNews)> tell) override;
    PhoneInvitation invitation(ScreenPurpose purpose, const std::string& room) override;

  private:
    PhoneServerOptions options_for(ScreenPurpose purpose, const std::string& room) const;

    std::filesystem::path database_;
    bool is_rehearsal_;
    PhoneServerOptions options_;
};

}  // namespace kiosk

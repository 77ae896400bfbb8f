#include "kiosk/app/phones/phone_side.h"

namespace kiosk {

QrCode code_of(const PhoneInvitation& invitation) {
    constexpr int largest = 37;  // version 5
    if (invitation.url.empty()) return {};
    QrCode code = qr_code(invitation.url);
    return code.size <= largest ? code : QrCode{};
}

}  // namespace kiosk

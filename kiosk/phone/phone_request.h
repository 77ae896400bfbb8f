#pragma once

#include <map>
#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/check_in.h"
#include "kiosk/phone/presence.h"

namespace kiosk {

/// When a phone asks.
struct PhoneMoment {
    Instant real = {};          // proofs and forms go by it
    Instant shown = {};         // what the screen's clock says: sessions go by it
    bool is_rehearsal = false;  // somebody set the screen's clock: what is recorded has its time, too
};

/// What became of a photo of a ticket.
struct PhotoReading {
    bool is_picture = false;
    std::string code = {};  // empty: none was found
};

/// What a phone sends, however it got here.
struct PhoneRequest {
    bool is_post = false;
    std::string path = {};  // behind the first slash, without what follows a question mark
    std::map<std::string, std::string> fields = {};
    std::string cookie = {};     // what we last told the phone to keep; empty: nothing
    std::string languages = {};  // as the browser lists them
    bool is_secure = false;      // through TLS, as far as the phone can see
    bool is_from_elsewhere = false;  // another site's page sent it
    std::optional<PhotoReading> photo = {};
};

/// An answer on a screen, to somebody who checked in by phone.
struct PhoneVerdict {
    ScreenMark screen = {};
    CheckInAnswer answer = {};  // with no more of the name than the organiser lets the screen say
};

/// What the phone gets.
struct PhoneReply {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body = {};
    bool is_kept = false;                      // by the phone, for ever: its name changes when it does
    std::optional<std::string> cookie = {};    // to keep from now on; empty: to forget
    bool is_cookie_short = false;              // it goes when the browser is closed
    std::chrono::seconds cookie_counts{0};     // else for so long
    std::optional<PhoneVerdict> verdict = {};  // for the screen that was scanned
};

}  // namespace kiosk

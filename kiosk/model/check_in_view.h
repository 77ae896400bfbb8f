#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/domain/programme.h"
#include "kiosk/model/catalogue.h"
#include "kiosk/model/check_in_stand.h"
#include "kiosk/model/moment.h"
#include "kiosk/model/phone_panel.h"
#include "kiosk/model/room_view.h"

namespace kiosk {

/// A language that a touch chooses.
struct LanguageName {
    std::string language = {};  // BCP 47
    std::string name = {};      // as its speakers call it
    bool chosen = false;

    bool operator==(const LanguageName&) const = default;
};

/// What became of a check-in by phone.
struct PhoneGreeting {
    Sign sign = Sign::stop;
    std::string title = {};
    std::vector<std::string> lines = {};

    bool operator==(const PhoneGreeting&) const = default;
};

/// The screen while it waits for somebody.
struct IdleView {
    std::string event = {};       // "Hackathon · Dublin · Thursday 16 May, 09:42"
    std::string invitation = {};  // "Hold your QR code to the camera"
    std::vector<std::string> hints = {};
    bool has_camera = false;  // its picture has a place
    bool camera_found = false;
    bool camera_fails = false;
    std::string camera = {};         // how the camera is
    std::string now_label = {};      // "On now", "Next"; empty: nothing is
    std::vector<std::string> now = {};  // "10:00 Xen on ARM · Liffey"
    std::optional<PhonePanel> phone = {};
    std::optional<PhoneGreeting> greeting = {};  // stands in the place of the invitation for some seconds
    std::vector<LanguageName> languages = {};
    std::string status = {};
    bool status_alarms = false;  // what is shown may be wrong

    bool operator==(const IdleView&) const = default;
};

/// Where a person can go, below a verdict.
struct NextCard {
    std::string label = {};   // "YOUR NEXT SESSION"
    std::string title = {};
    std::string detail = {};  // "Liffey, first floor · you voted for it"
    std::string span = {};    // "18 min"
    std::string time = {};    // "10:00"

    bool operator==(const NextCard&) const = default;
};

/// One answer, or the reason why there are none; fills the screen.
struct VerdictView {
    Sign sign = Sign::stop;
    std::string title = {};
    std::vector<std::string> lines = {};
    std::optional<NextCard> card = {};
    std::string foot = {};

    bool operator==(const VerdictView&) const = default;
};

/// The entry of the passphrase that ends the kiosk.
struct StaffView {
    std::string title = {};
    std::string hint = {};
    std::string dots = {};  // one for each letter
    std::vector<std::string> rows = {};  // of keys, one ASCII letter each
    std::string leave = {};
    std::string back = {};

    bool operator==(const StaffView&) const = default;
};

/// The check-in screen at one moment, ready to draw.
struct CheckInView {
    std::variant<IdleView, VerdictView, StaffView, RoomView> shown = {};
    bool right_to_left = false;
    std::optional<Instant> changes_at = {};  // on the shown clock; what the stand shows ends by its own

    bool operator==(const CheckInView&) const = default;
};

/// The languages that the screens know, in the order in which they are offered.
std::vector<LanguageName> offered_languages();

/// Builds the check-in screen's view.
///
/// @param words  in the language that the stand says
/// @param door   the room at whose door it is, whose sign it is while nobody checks in; none: at the entrance
CheckInView check_in_view(const CheckInStand& stand, const Programme& programme, const Moment& moment,
                          const Catalogue& words, const std::optional<std::string>& door = {});

/// Everything that the check-in screen shows, as lines of text from top to bottom.
std::string to_text(const CheckInView& view);

}  // namespace kiosk

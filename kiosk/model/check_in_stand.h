#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/domain/check_in.h"
#include "kiosk/model/qr_code.h"

namespace kiosk {

/// A moment of a clock that only goes forward, whatever the shown clock does: how long things stay on a screen.
using Tick = std::chrono::milliseconds;

/// How the camera is, as far as visitors have to know it.
enum class CameraState {
    off,  // none was asked for: there is a scanner
    looking,
    found,
    missing,
    busy,
    dark,
    too_near,
};

/// Why nobody can be checked in.
struct Trouble {
    std::string code = {};  // staff look it up in the README
    std::string device = {};

    bool operator==(const Trouble&) const = default;
};

/// The staff's way out of the kiosk.
struct StaffEntry {
    std::string typed = {};  // UTF-8
    bool refused = false;    // the last passphrase was wrong
    bool capitals = false;   // of the keys on the screen

    bool operator==(const StaffEntry&) const = default;
};

/// What a check-in screen is in the middle of: the answer it shows, the language somebody chose, a hand on a corner.
/// Pure: every moment is given.
class CheckInStand {
  public:
    /// Whether a code is the same scan once more: it was answered less than 5 s ago. To a camera that goes on seeing it,
    /// it stays the same scan.
    ///
    /// @param seen  by the camera; else it was typed by a scanner
    bool is_repeat(std::string_view text, bool seen, Tick now);

    /// Shows the answer to a scan, instead of what was shown.
    ///
    /// @param how  of a test code: what is known of the scanner, in words
    void answered(std::string_view text, CheckInAnswer answer, std::string how, Tick now);

    /// Shows what became of a check-in by phone, beside the code for the next one; the answer to a scan goes before.
    void answered_by_phone(CheckInAnswer answer, Tick now);

    /// Nobody can be checked in, until the next answer.
    void failed(Trouble trouble);
    void mended();

    /// Somebody showed a code in vain: they are told so on the whole screen.
    void turned_away(Tick now);

    /// Somebody touched the name of a language.
    void choose_language(std::string language, Tick now);

    void press_corner(Tick now) { corner_since_ = now; }
    void release() { corner_since_.reset(); }

    void set_camera(CameraState camera) { camera_ = camera; }

    /// The code for phones changed; of no size: phones can't be served at the moment.
    void set_code(QrCode code) { code_ = std::move(code); }

    /// A letter of the staff's passphrase; "\b" takes the last one back.
    void type(std::string_view letter, Tick now);
    void toggle_capitals(Tick now);
    void refuse(Tick now);
    void close_staff() { staff_.reset(); }

    /// Lets go of what is over.
    void pass(Tick now);

    /// When `pass` changes something; none: by itself never.
    std::optional<Tick> changes_at() const;

    const CheckInAnswer* answer() const { return answer_ ? &*answer_ : nullptr; }
    const std::string& how() const { return how_; }
    const CheckInAnswer* phone_answer() const { return phone_answer_ ? &*phone_answer_ : nullptr; }
    const Trouble* trouble() const { return trouble_ ? &*trouble_ : nullptr; }
    bool turns_away() const { return trouble_ && turned_away_until_; }
    const StaffEntry* staff() const { return staff_ ? &*staff_ : nullptr; }
    CameraState camera() const { return camera_; }

    /// Null where this screen has no code for phones.
    const QrCode* code() const { return code_ ? &*code_ : nullptr; }

    /// What the visitor reads: what they chose, else what their ticket says, else the event's.
    const std::string& language(const std::string& of_event) const;

  private:
    struct Recent {
        std::string text;
        Tick until;
    };

    std::vector<Recent> recent_ = {};
    std::optional<CheckInAnswer> answer_ = {};
    std::string how_ = {};
    Tick answer_until_ = {};
    std::optional<CheckInAnswer> phone_answer_ = {};
    Tick phone_answer_until_ = {};
    std::optional<Trouble> trouble_ = {};
    std::optional<Tick> turned_away_until_ = {};
    std::string chosen_ = {};
    Tick chosen_until_ = {};
    std::optional<Tick> corner_since_ = {};
    std::optional<StaffEntry> staff_ = {};
    Tick staff_until_ = {};
    CameraState camera_ = CameraState::off;
    std::optional<QrCode> code_ = {};
};

}  // namespace kiosk

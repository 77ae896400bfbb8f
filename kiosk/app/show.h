#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/clock.h"
#include "kiosk/app/companion.h"
#include "kiosk/base/iso_time.h"
#include "kiosk/domain/programme.h"
#include "kiosk/model/moment.h"

namespace kiosk {

class PhoneSide;

/// How phones are served, as the command line says it.
struct PhoneOptions {
    std::string listen = {};  // empty: at every address of this machine, the usual port
    std::string public_url = {};
    std::vector<std::string> trusted_proxies = {};
};

enum class ScreenKind { lobby, room, check_in };

/// What `kiosk show` was asked to do.
struct ShowOptions {
    std::filesystem::path database = {};
    ScreenKind screen = ScreenKind::lobby;
    std::string room = {};                      // of a door sign; empty: the first
    bool follows_hub = false;                   // nobody said what to show: what a hub says of this machine
    bool checks_in = false;                     // a door sign that lets people in to its sessions, or the check-in
    std::string camera = "auto";                // of what checks in, and of the demo: "none", or where its pictures come from
    std::optional<WrittenTime> at = {};         // none: the machine's clock, or the demo's
    double rate = 1;
    std::optional<ScreenShape> windowed = {};   // none: fullscreen
    int monitor = 0;
    std::string follow = {};                    // a source that is followed while the screen shows; empty: none
    std::string every = "60s";                  // how often to look at it
    std::filesystem::path screenshot = {};      // empty: a window
    std::optional<PhoneOptions> phones = {};    // none: phones are not served
};

/// The clock that a screen with these options goes by.
ShownClock shown_clock(const ShowOptions& options, const Programme& programme);

/// The programs that these options want beside the screen, started; they end with their values.
std::vector<Companion> companions_of(const ShowOptions& options);

/// The size of the picture that `--screenshot` writes.
ScreenShape picture_shape(const ShowOptions& options);

/// Shows a screen until it is asked to end, or writes one picture of it.
///
/// @param phones  serves them beside the screen; null: nobody does
/// @return  whether a hub has made another screen of this machine, which is then to be shown
/// @throws std::exception  with a whole sentence for the organiser
bool show(const ShowOptions& options, PhoneSide* phones = nullptr);

}  // namespace kiosk

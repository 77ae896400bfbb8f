#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/app/check_in/key_watch.h"
#include "kiosk/app/companion.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/domain/pairing_state.h"

namespace kiosk {

struct PairingWaitOptions {
    std::filesystem::path database = {};
    std::string camera = "auto";  // as of the check-in; "none": scanners alone
    unsigned long window = 0;     // of X, for which keys have to be meant; 0: whatever window
};

/// Waits for a pairing code from scanners and a camera until it is ended, and tries what it reads. Says on standard
/// output how far it is.
class PairingWait {
  public:
    explicit PairingWait(PairingWaitOptions options);

    [[noreturn]] void run();

  private:
    struct Read {
        std::optional<std::string> code = {};  // none: the camera gives pictures
        bool seen = false;                     // by the camera, which goes on seeing it; else a scanner was pressed
    };

    void look_for_camera();
    void wait();
    void take(const Read& read);
    void say(PairingState state);
    PairingState waiting() const { return sees_ ? PairingState::watching : PairingState::waiting; }

    PairingWaitOptions options_;
    UniqueFd wake_;
    UniqueFd new_devices_;
    Mailbox<Read> reads_;
    PairingState said_ = PairingState::none;
    bool sees_ = false;
    std::string last_code_ = {};
    std::chrono::steady_clock::time_point tried_ = {};
    std::optional<Companion> camera_ = {};
    std::optional<KeyWatch> keys_ = {};
};

}  // namespace kiosk

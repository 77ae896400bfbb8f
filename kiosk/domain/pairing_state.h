#pragma once

#include <optional>
#include <string_view>

namespace kiosk {

/// How far a screen on the demo is with becoming a device of a hub.
enum class PairingState {
    none,       // it does not look for a pairing code
    waiting,    // for a scanner
    watching,   // the same, and a camera looks for one
    asking,     // one was read
    refused,    // the hub does not take it (any more)
    unreached,  // its hub can't be reached
    failed,     // in another way, which stands on standard error
};

/// A word for it, by which programs tell each other.
std::string_view word_for(PairingState state);

/// @return none when it is no such word
std::optional<PairingState> pairing_state_in(std::string_view word);

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "kiosk/domain/pairing_state.h"

namespace kiosk {

/// The pairing code that a scan is.
///
/// @param as_us  the same scan as a US keyboard writes it
/// @return       none when neither is one that is whole
std::optional<std::string> scanned_pairing_code(std::string_view text, std::string_view as_us);

/// Tries a pairing code by the program that can talk to a hub. What went wrong stands on standard error.
///
/// @return  what it failed for: refused, unreached, failed; none when this machine is a device now
std::optional<PairingState> try_pairing_code(const std::filesystem::path& database, std::string code);

/// The same on a thread of its own.
class PairingAttempt {
  public:
    /// @param done  told whether it went well; on the attempt's thread
    PairingAttempt(std::filesystem::path database, std::string code, std::function<void(bool)> done);

  private:
    std::jthread thread_;
};

}  // namespace kiosk

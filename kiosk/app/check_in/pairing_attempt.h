#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace kiosk {

/// The pairing code that a scan is.
///
/// @param as_us  the same scan as a US keyboard writes it
/// @return       none when neither is one that is whole
std::optional<std::string> scanned_pairing_code(std::string_view text, std::string_view as_us);

/// Tries a pairing code by the program that can talk to a hub, on a thread of its own. What went wrong stands on standard
/// error.
class PairingAttempt {
  public:
    /// @param done  told whether it went well; on the attempt's thread
    PairingAttempt(std::filesystem::path database, std::string code, std::function<void(bool)> done);

  private:
    std::jthread thread_;
};

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kiosk {

/// A program of libexec that runs beside a screen and meets it in the database, so that the screen loads none of its
/// libraries. It is started again whenever it ends, after pauses that grow to a minute, until the companion goes out of
/// scope; it ends with the screen, however that ends.
class Companion {
  public:
    /// @param program    its name in libexec
    /// @param arguments  without its name
    Companion(std::string program, std::vector<std::string> arguments);

  private:
    std::jthread thread_;
};

/// The exchange with the hub.
///
/// @return none where this machine is paired with none
std::optional<Companion> companion_for_hub(const std::filesystem::path& database);

}  // namespace kiosk

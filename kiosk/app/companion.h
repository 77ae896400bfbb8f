#pragma once

#include <filesystem>
#include <functional>
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
    using Heard = std::function<void(std::string line)>;

    /// @param program    its name in libexec
    /// @param arguments  without its name
    /// @param heard      called with each line that it writes, on the companion's thread; none: it writes where we do
    Companion(std::string program, std::vector<std::string> arguments, Heard heard = {});

  private:
    std::jthread thread_;
};

/// The exchange with the hub.
///
/// @return none where this machine is paired with none
std::optional<Companion> companion_for_hub(const std::filesystem::path& database);

}  // namespace kiosk

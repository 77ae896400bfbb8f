#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/phone/phone_desk.h"
#include "kiosk/phone/phone_news.h"
#include "kiosk/web/listen_address.h"

namespace kiosk {

struct PhoneServerOptions {
    ListenAddress listen = {};
    std::string public_url = {};                    // what codes say; empty: the address of this machine
    std::vector<std::string> trusted_proxies = {};  // whose word on a phone's address is believed
    std::optional<ScreenMark> screen = {};          // whose code is told; none: no screen
    std::function<PhoneMoment()> moment = {};       // the clocks; from any thread
    std::function<std::chrono::milliseconds()> ticks = {};  // a clock that only goes forward; from any thread
    std::function<void(PhoneNews)> tell = [](const PhoneNews&) {};  // on a thread of the server
};

/// What a code says for a screen.
///
/// @param port  where phones are served, when the address is this machine's
/// @return      empty when this machine is in no network
std::string code_url(const PhoneServerOptions& options, std::uint16_t port, const std::string& code);

/// Serves phones on threads of its own, until it is destroyed: one holds the connections, one answers, one reads photos.
/// All of them give way to whoever draws or scans.
class PhoneServer {
  public:
    /// @param desk       the answering thread owns it from here on
    /// @param languages  the folder with the compiled catalogues
    /// @throws ListenError  when the address can't be listened at
    PhoneServer(PhoneServerOptions options, std::unique_ptr<PhoneDesk> desk, const std::filesystem::path& languages);
    ~PhoneServer();

    std::uint16_t port() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "kiosk/web/listen_address.h"
#include "kiosk/web/request_head.h"

namespace kiosk {

/// Phones can't be listened to. The text is a whole sentence for the organiser.
class ListenError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// One whole request that came through the gate.
struct GateRequest {
    std::uint64_t connection = 0;
    RequestHead head = {};
    std::string body = {};
    std::string address = {};  // of the phone, or its network
    bool is_secure = false;    // a proxy that is believed says so
};

/// What goes back.
struct GateReply {
    std::uint64_t connection = 0;
    std::string bytes = {};
    bool was_photo = false;
};

/// What the gate is told, and whom it asks.
struct GateOptions {
    ListenAddress listen = {};
    std::vector<std::string> trusted_proxies = {};  // whose word on the phone's address is believed
    std::function<std::chrono::milliseconds()> ticks = {};  // a clock that only goes forward

    /// Hands a request on; the answer comes by `reply`. On the gate's thread.
    std::function<void(GateRequest)> hand_on = {};

    /// The bytes of an answer that the gate gives by itself, e.g. 503. On the gate's thread.
    std::function<std::string(int status, const RequestHead& head)> refusal = {};
};

/// Holds the connections of phones, and lets whole requests through: whoever sends slowly, too much, or nonsense costs
/// a little memory for a short time and nobody a thread. `run` belongs to one thread; `reply` and `stop` may come from any.
class Gate {
  public:
    /// Listens from here on.
    ///
    /// @throws ListenError
    explicit Gate(GateOptions options);
    ~Gate();

    /// The port that is listened on.
    std::uint16_t port() const;

    /// Serves until `stop`.
    void run();

    void reply(GateReply reply);
    void stop();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <string>

#include "kiosk/base/unique_fd.h"
#include "kiosk/web/request_head.h"

namespace kiosk {

/// How long a phone may take for a request without a photo.
inline constexpr std::chrono::seconds head_patience{10};

/// One phone's connection, as the gate keeps it.
struct Connection {
    enum class State {
        reading,   // a request is on its way, or none yet
        served,    // handed on
        writing,   // the answer is on its way back
        draining,  // the last answer is out; what still comes is thrown away, so that the phone gets to read it
    };

    UniqueFd socket = {};
    State state = State::reading;
    std::string received = {};
    std::string answer = {};
    std::size_t written = 0;
    RequestHead head = {};
    std::string peer = {};        // the address at the other end
    std::string counts_for = {};  // whose connections it is one of
    bool closes = false;          // after this answer
    std::string photo_from = {};    // the phone's address, while a photo is sent or read
    std::size_t photo_memory = 0;   // that is set aside for it, in bytes
    bool photo_is_in_line = false;  // it is whole, and waits to be read
    std::size_t drained = 0;
    std::chrono::milliseconds began{0};  // the request, or the state
    std::chrono::milliseconds ends{0};   // patience is over

    /// How much of the request there will be; not before its head is there.
    std::size_t whole() const { return head.bytes + head.body_bytes; }

    /// What has arrived is more than is looked at in one go.
    bool has_enough() const;

    /// A photo comes slower than even a slow phone sends one, after its first seconds.
    bool is_too_slow(std::chrono::milliseconds now) const;
};

}  // namespace kiosk

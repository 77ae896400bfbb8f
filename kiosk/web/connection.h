#pragma once

#include <chrono>
#include <string>

#include "kiosk/base/unique_fd.h"
#include "kiosk/web/request_head.h"

namespace kiosk {

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
    std::string peer = {};  // the address at the other end
    bool closes = false;    // after this answer
    bool holds_photo = false;
    std::string photo_from = {};  // the phone's address, while it does
    bool was_used = false;  // has had an answer
    std::size_t drained = 0;
    std::chrono::milliseconds began{0};  // the request, or the state
    std::chrono::milliseconds ends{0};   // patience is over
};

}  // namespace kiosk

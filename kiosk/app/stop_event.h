#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <stop_token>

#include "kiosk/base/unique_fd.h"

namespace kiosk {

/// A stop token that `poll` can wait for: readable once a stop was asked for.
class StopEvent {
  public:
    explicit StopEvent(const std::stop_token& stop) : wake_(stop, Wake{event_.get()}) {}

    int descriptor() const { return event_.get(); }

  private:
    struct Wake {
        int event;
        void operator()() const {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto written = write(event, &one, sizeof one);
        }
    };

    UniqueFd event_{eventfd(0, EFD_CLOEXEC)};
    std::stop_callback<Wake> wake_;
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <functional>
#include <stop_token>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {

/// Work that one thread does for others, in the order it came in.
class Jobs {
  public:
    Jobs();

    /// From any thread.
    void post(std::function<void()> job) { jobs_.post(std::move(job)); }

    /// Works until it is told to stop.
    ///
    /// @param pause  called after each round; says how long there is nothing to do but jobs
    void work(const std::stop_token& stop, const std::function<std::chrono::milliseconds()>& pause);

  private:
    UniqueFd bell_;
    Mailbox<std::function<void()>> jobs_;
};

}  // namespace kiosk

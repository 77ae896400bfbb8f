#pragma once

#include <array>
#include <thread>

#include "kiosk/base/unique_fd.h"
#include "kiosk/domain/verdict.h"

namespace kiosk {

/// Plays the tone of a sign on a thread of its own. Silent where there is no sound device; never makes anybody wait.
class TonePlayer {
  public:
    TonePlayer();

    /// Plays a sign's tone, after the one that is playing; of several that wait the last is played.
    void play(Sign sign);

  private:
    UniqueFd asked_;
    UniqueFd asking_;
    std::jthread thread_;
};

}  // namespace kiosk

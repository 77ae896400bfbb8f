#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// Frames of one GStreamer pipeline. For one thread.
class FrameStream {
  public:
    enum class End { none, over, missing, busy, failed };

    /// Starts a pipeline; what keeps it from starting shows at the first `next`.
    explicit FrameStream(const std::string& pipeline);
    ~FrameStream();

    /// The newest frame, waited for.
    ///
    /// @return  none when the time is over, or when there will be no more: see `end`
    std::optional<GreyPicture> next(std::chrono::milliseconds at_most);

    /// Why there will be no more frames.
    End end() const { return end_; }

    /// What the library said of it.
    const std::string& why() const { return why_; }

  private:
    void look_for_end();

    struct Inside;
    std::unique_ptr<Inside> inside_;
    End end_ = End::none;
    std::string why_ = {};
};

}  // namespace kiosk

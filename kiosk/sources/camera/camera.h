#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kiosk {

/// How a camera is.
enum class CameraHealth { starting, seeing, missing, busy, dark, too_near };

/// The middle square of what a camera sees, as in a mirror, for people to aim by.
struct Preview {
    int side = 0;                           // pixels
    std::vector<std::uint8_t> grey = {};   // side * side, row by row from the top
    std::vector<float> outline = {};       // around a code: x, y pairs, 0 to 1 of the square; may stick out; may be empty
};

/// One frame, or that there is none.
struct CameraNews {
    CameraHealth health = CameraHealth::starting;
    std::optional<Preview> preview = {};
    std::vector<std::string> codes = {};  // the texts of the codes in the frame
};

/// Looks through a camera on a thread of its own and reads the codes it sees, at most 15 times a second. A camera that is
/// pulled out is waited for.
class Camera {
  public:
    /// @param source  "auto": the first camera there is; a device, a folder of pictures, a video file, an address with
    ///                "://", or the beginning of a GStreamer pipeline
    /// @param post    called on the thread
    Camera(std::string source, std::function<void(CameraNews)> post);

  private:
    std::jthread thread_;
};

}  // namespace kiosk

#include "kiosk/sources/camera/camera.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

#include "kiosk/base/unique_fd.h"
#include "kiosk/sources/camera/frame_stream.h"
#include "kiosk/sources/camera/pipeline.h"
#include "kiosk/sources/camera/seeing.h"
#include "kiosk/sources/codes/live_decoder.h"
#include "kiosk/sources/pictures/picture_file.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds frame_time = 66ms;
constexpr milliseconds try_again_after = 1s;
// A camera that hangs says nothing; after so long without a frame it is opened anew.
constexpr int most_waits = 12;
constexpr milliseconds frame_wait = 250ms;
constexpr int preview_side = 640;

/// One camera's work.
class Look {
  public:
    Look(const std::stop_token& stop, int stopped, const std::function<void(CameraNews)>& post)
        : stop_(stop), stopped_(stopped), post_(post) {}

    void through(const std::string& source) {
        while (!stop_.stop_requested()) {
            if (const auto pictures = pictures_of(source))
                show(*pictures);
            else
                watch(pipelines_for(source));
        }
    }

  private:
    void sleep(milliseconds time) const {
        pollfd woken{stopped_, POLLIN, 0};
        poll(&woken, 1, static_cast<int>(time.count()));
    }

    void show(const std::vector<std::string>& pictures) {
        if (pictures.empty()) lost(CameraHealth::missing, "the folder has no pictures");
        for (const std::string& file : pictures) {
            if (stop_.stop_requested()) return;
            if (const auto picture = read_picture(file).picture) see(*picture);
            sleep(frame_time);
        }
    }

    /// Looks through the first pipeline that gives frames, until it ends.
    void watch(const std::vector<std::string>& pipelines) {
        CameraHealth health = CameraHealth::missing;
        std::string why = "no camera is plugged in";
        for (const std::string& pipeline : pipelines) {
            FrameStream frames{pipeline};
            bool gave_some = false;
            for (int waits = 0; waits < most_waits && frames.end() == FrameStream::End::none && !stop_.stop_requested(); ++waits)
                if (const auto frame = frames.next(frame_wait)) {
                    see(*frame);
                    waits = -1;
                    gave_some = true;
                }
            if (stop_.stop_requested()) return;
            if (frames.end() == FrameStream::End::busy) health = CameraHealth::busy;
            if (!frames.why().empty()) why = frames.why();
            // A video that is over begins anew, without a word.
            if (gave_some && frames.end() == FrameStream::End::over) return;
            if (gave_some) break;
        }
        lost(health, why);
    }

    void lost(CameraHealth health, const std::string& why) {
        if (why != last_trouble_) std::fprintf(stderr, "kiosk: the camera gives no pictures: %s\n", why.c_str());
        last_trouble_ = why;
        post_({.health = health});
        sleep(try_again_after);
    }

    void see(const GreyPicture& frame) {
        last_trouble_.clear();
        const FoundCodes codes = decoder_.decode(frame);
        CameraNews news{.health = sight_.judge(frame, !codes.empty()), .preview = preview_of(frame, codes, preview_side)};
        for (const FoundCode& code : codes)
            if (code.parts <= 1) news.codes.push_back(code.text);
        post_(std::move(news));
    }

    const std::stop_token& stop_;
    int stopped_;
    const std::function<void(CameraNews)>& post_;
    LiveDecoder decoder_ = {};
    Sight sight_ = {};
    std::string last_trouble_ = {};
};

}  // namespace

Camera::Camera(std::string source, std::function<void(CameraNews)> post)
    : thread_([source = std::move(source), post = std::move(post)](const std::stop_token& stop) {
          const UniqueFd stopped{eventfd(0, EFD_CLOEXEC)};
          const std::stop_callback wake{stop, [&] {
                                            const std::uint64_t one = 1;
                                            [[maybe_unused]] const auto written = write(stopped.get(), &one, sizeof one);
                                        }};
          Look{stop, stopped.get(), post}.through(source);
      }) {}

}  // namespace kiosk

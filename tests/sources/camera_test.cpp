#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "kiosk/sources/camera/frame_stream.h"
#include "kiosk/sources/camera/pipeline.h"
#include "kiosk/sources/camera/seeing.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

GreyPicture grey(int width, int height, std::uint8_t shade) {
    GreyPicture picture = blank_picture(width, height);
    std::ranges::fill(picture.pixels, shade);
    return picture;
}

void fill(GreyPicture& picture, int left, int top, int side, std::uint8_t shade) {
    for (int y = top; y < top + side; ++y)
        for (int x = left; x < left + side; ++x) picture.row(y)[x] = shade;
}

/// The corner square of a code: dark, light and dark.
void draw_finder(GreyPicture& picture, int left, int top, int module) {
    fill(picture, left, top, 7 * module, 20);
    fill(picture, left + module, top + module, 5 * module, 230);
    fill(picture, left + 2 * module, top + 2 * module, 3 * module, 20);
}

CameraHealth after(const GreyPicture& frame, int frames, bool found_code = false) {
    Sight sight;
    CameraHealth health = CameraHealth::starting;
    for (int i = 0; i < frames; ++i) health = sight.judge(frame, found_code);
    return health;
}

/// How a pipeline ends.
FrameStream::End end_of(const std::string& pipeline) {
    FrameStream frames{pipeline};
    for (int i = 0; i < 100 && frames.end() == FrameStream::End::none; ++i) frames.next(50ms);
    return frames.end();
}

}  // namespace

TEST_CASE("the picture to aim by is the middle of the frame, as in a mirror") {
    GreyPicture frame = grey(160, 90, 100);
    fill(frame, 35, 0, 45, 10);  // the left half of the middle square

    const Preview preview = preview_of(frame, {}, 30);

    REQUIRE(preview.grey.size() == 900);
    CHECK(preview.grey[5 * 30 + 2] == 100);
    CHECK(preview.grey[5 * 30 + 27] == 10);
    CHECK(preview.outline.empty());
}

TEST_CASE("the outline of a code lies on the code, as in a mirror") {
    const GreyPicture frame = grey(160, 90, 100);
    FoundCode code;
    code.corners = {{{35, 0}, {80, 0}, {80, 45}, {35, 45}}};  // the upper left quarter of the middle square
    CHECK(preview_of(frame, {code}, 30).outline == std::vector<float>{1, 0, 0.5F, 0, 0.5F, 0.5F, 1, 0.5F});
}

TEST_CASE("why no code is found is said after some frames, not at the first") {
    const GreyPicture night = grey(1280, 720, 8), day = grey(1280, 720, 120);
    GreyPicture near = grey(1280, 720, 230), far = near;
    draw_finder(near, 500, 100, 60);
    draw_finder(far, 500, 100, 6);
    CHECK(after(night, 2) == CameraHealth::seeing);
    CHECK(after(night, 10) == CameraHealth::dark);
    CHECK(after(day, 20) == CameraHealth::seeing);
    CHECK(after(near, 2) == CameraHealth::seeing);
    CHECK(after(near, 20) == CameraHealth::too_near);
    CHECK(after(far, 20) == CameraHealth::seeing);
    CHECK(after(near, 20, true) == CameraHealth::seeing);
}

TEST_CASE("a camera's source is told by its look") {
    CHECK(pipelines_for("/dev/video3").at(0).starts_with("v4l2src device=\"/dev/video3\""));
    CHECK(pipelines_for("rtsp://camera/1").at(0).starts_with("uridecodebin uri=\"rtsp://camera/1\""));
    CHECK(pipelines_for("videotestsrc").at(0).starts_with("videotestsrc ! "));
    for (const std::string& pipeline : pipelines_for("auto")) CHECK(pipeline.starts_with("v4l2src"));
    CHECK_FALSE(pictures_of("videotestsrc"));
}

TEST_CASE("a folder's pictures come by name") {
    const auto folder = std::filesystem::temp_directory_path() / "kiosk-camera-test";
    std::filesystem::create_directories(folder);
    for (const char* name : {"b.png", "a.jpg"}) std::ofstream{folder / name} << "x";
    const auto pictures = pictures_of(folder.string());
    REQUIRE(pictures);
    CHECK(*pictures == std::vector<std::string>{(folder / "a.jpg").string(), (folder / "b.png").string()});
    std::filesystem::remove_all(folder);
}

TEST_CASE("frames come grey and whole, and what goes wrong is told apart") {
    FrameStream frames{pipelines_for("videotestsrc num-buffers=3 pattern=white ! video/x-raw,width=321,height=200").at(0)};
    std::optional<GreyPicture> frame;
    for (int i = 0; i < 20 && !frame; ++i) frame = frames.next(250ms);
    REQUIRE(frame);
    CHECK(frame->width == 321);
    CHECK(frame->height == 200);
    CHECK(static_cast<int>(frame->row(199)[320]) > 200);

    CHECK(end_of(pipelines_for("videotestsrc num-buffers=1").at(0)) == FrameStream::End::over);
    CHECK(end_of(pipelines_for("/dev/video99").at(0)) == FrameStream::End::missing);
    CHECK(end_of(pipelines_for("no such pipeline").at(0)) == FrameStream::End::failed);
    CHECK(end_of(pipelines_for("filesrc location=\"/proc/nowhere\"").at(0)) == FrameStream::End::missing);
}

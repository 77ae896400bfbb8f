#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "kiosk/sources/codes/live_decoder.h"
#include "kiosk/sources/codes/still_decoder.h"
#include "kiosk/sources/pictures/picture_file.h"
#include "kiosk/sources/pictures/tricks.h"

namespace {

using namespace kiosk;
using std::chrono::steady_clock;

constexpr double frame_bound_ms = 6;
constexpr double still_bound_ms = 3000;
constexpr auto patience = std::chrono::milliseconds(1200);

double median(std::vector<double> times_ms) {
    const auto middle = times_ms.begin() + static_cast<std::ptrdiff_t>(times_ms.size() / 2);
    std::nth_element(times_ms.begin(), middle, times_ms.end());
    return *middle;
}

bool say(const char* name, double value_ms, double bound_ms) {
    std::printf("%-44s        %9.3f ms  bound %8.3f ms%s\n", name, value_ms, bound_ms,
                value_ms <= bound_ms ? "" : "  OVER");
    return value_ms <= bound_ms;
}

template <typename Work>
double time_ms(const Work& work) {
    const auto before = steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(steady_clock::now() - before).count();
}

// What a camera at a door sees: soft shapes of many sizes, light from one side, noise; no code.
GreyPicture foyer(unsigned seed) {
    std::mt19937 random(seed);
    auto frame = blank_picture(1280, 720);
    for (int y = 0; y < frame.height; ++y)
        for (int x = 0; x < frame.width; ++x) frame.row(y)[x] = static_cast<std::uint8_t>(60 + x / 12);
    for (int shape = 0; shape < 120; ++shape) {
        const int width = 10 + static_cast<int>(random() % 200);
        const int height = 10 + static_cast<int>(random() % 200);
        const int left = static_cast<int>(random() % 1280U);
        const int top = static_cast<int>(random() % 720U);
        const auto grey = static_cast<std::uint8_t>(random() % 256U);
        for (int y = top; y < std::min(720, top + height); ++y)
            std::memset(frame.row(y) + left, grey, static_cast<std::size_t>(std::min(width, 1280 - left)));
    }
    frame = blurred(frame, 2);
    for (auto& pixel : frame.pixels)
        pixel = static_cast<std::uint8_t>(std::clamp(pixel + static_cast<int>(random() % 9U) - 4, 0, 255));
    return frame;
}

/// Photographs without a code in the size of a camera's frames; drawn ones where there are none.
std::vector<GreyPicture> frames_without_code(const std::filesystem::path& folder) {
    std::vector<GreyPicture> frames;
    for (const char* set : {"falsepositives-1", "falsepositives-2"}) {
        const auto photographs = folder / "zxing-cpp/test/samples" / set;
        if (!std::filesystem::exists(photographs)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(photographs)) {
            const auto file = read_picture(entry.path().string());
            if (file.picture && file.picture->width > 100) frames.push_back(resized(*file.picture, 1280, 720));
        }
    }
    for (unsigned scene = 0; frames.size() < 5; ++scene) frames.push_back(foyer(scene));
    return frames;
}

bool measure_frames(const std::filesystem::path& folder) {
    LiveDecoder decoder;
    std::vector<double> times;
    std::vector<std::vector<double>> by_turn(LiveDecoder::round);
    for (const auto& frame : frames_without_code(folder)) {
        for (std::size_t i = 0; i < 2 * LiveDecoder::round; ++i) {
            times.push_back(time_ms([&] { decoder.decode(frame); }));
            by_turn[i % LiveDecoder::round].push_back(times.back());
        }
    }
    double sum = 0;
    std::printf("the tricks of a round, each its median in ms:");
    for (const auto& turn : by_turn) {
        std::printf(" %.1f", median(turn));
        sum += median(turn);
    }
    std::printf("; mean %.1f\n", sum / static_cast<double>(by_turn.size()));
    return say("frame of 1280x720 without a code, median", median(times), frame_bound_ms);
}

bool measure_stills(const std::filesystem::path& folder) {
    StillDecoder decoder;
    std::vector<double> times;
    std::string slowest;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        bool is_picture = false;
        const double taken = time_ms([&] {
            const auto file = read_picture(entry.path().string());
            is_picture = file.picture.has_value();
            const auto ends = steady_clock::now() + patience;
            if (is_picture) decoder.decode(*file.picture, [ends] { return steady_clock::now() < ends; });
        });
        if (!is_picture) continue;
        if (times.empty() || taken > *std::max_element(times.begin(), times.end()))
            slowest = entry.path().filename().string();
        times.push_back(taken);
    }
    if (times.empty()) return true;
    std::printf("%zu pictures of codes, median %.1f ms, slowest %s\n", times.size(), median(times), slowest.c_str());
    return say("slowest picture", *std::max_element(times.begin(), times.end()), still_bound_ms);
}

}  // namespace

int main() {
    const auto folder = std::filesystem::path(KIOSK_SOURCE_DIR) / "../shared/data/qr";
    bool good = measure_frames(folder);
    if (std::filesystem::exists(folder))
        good = measure_stills(folder) && good;
    else
        std::printf("skipped: still pictures (no sample data at ../shared/data/qr)\n");
    return good ? 0 : 1;
}

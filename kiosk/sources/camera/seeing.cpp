#include "kiosk/sources/camera/seeing.h"

#include <algorithm>

#include "kiosk/sources/codes/finder_patterns.h"
#include "kiosk/sources/pictures/tricks.h"

namespace kiosk {
namespace {

constexpr int dark_below = 24;       // mean brightness, of 255
constexpr int frames_to_tell = 8;    // about half a second
constexpr int look_near_each = 4;    // frames; the search costs some milliseconds
constexpr float near_share = 0.22F;  // of the frame's height that one corner square covers

int brightness(const GreyPicture& frame) {
    long sum = 0, count = 0;
    for (int y = 0; y < frame.height; y += 8)
        for (int x = 0; x < frame.width; x += 8) sum += frame.row(y)[x], ++count;
    return count == 0 ? 0 : static_cast<int>(sum / count);
}

/// Whether a corner square of a code is so large that the whole code can't be in the frame.
bool has_huge_finder(const GreyPicture& frame) {
    const GreyPicture small = shrunk(frame, std::max(1, frame.height / 180));
    const GreyPicture plain = thresholded(small, std::max(8, small.height / 3), 8);
    const auto patterns = finder_patterns(plain);
    return std::ranges::any_of(patterns, [&](const FinderPattern& pattern) {
        return pattern.height_px > near_share * static_cast<float>(small.height);
    });
}

}  // namespace

Preview preview_of(const GreyPicture& frame, const FoundCodes& codes, int side) {
    const int square = std::min(frame.width, frame.height);
    const int left = (frame.width - square) / 2, top = (frame.height - square) / 2;
    Preview preview{.side = side};
    preview.grey.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    std::vector<int> columns(static_cast<std::size_t>(side));
    for (int x = 0; x < side; ++x) columns[static_cast<std::size_t>(x)] = left + (2 * (side - 1 - x) + 1) * square / (2 * side);
    auto pixel = preview.grey.begin();
    for (int y = 0; y < side; ++y) {
        const std::uint8_t* row = frame.row(top + (2 * y + 1) * square / (2 * side));
        for (const int column : columns) *pixel++ = row[column];
    }
    if (codes.empty()) return preview;
    for (const PicturePoint& corner : codes.front().corners) {
        preview.outline.push_back(1 - (corner.x - static_cast<float>(left)) / static_cast<float>(square));
        preview.outline.push_back((corner.y - static_cast<float>(top)) / static_cast<float>(square));
    }
    return preview;
}

CameraHealth Sight::judge(const GreyPicture& frame, bool found_code) {
    dark_ = !found_code && brightness(frame) < dark_below ? std::min(dark_ + 1, 2 * frames_to_tell) : 0;
    if (found_code)
        near_ = 0;
    else if (++frame_ % look_near_each == 0)
        near_ = has_huge_finder(frame) ? std::min(near_ + look_near_each, 2 * frames_to_tell) : std::max(0, near_ - look_near_each);
    if (dark_ >= frames_to_tell) return CameraHealth::dark;
    return near_ >= frames_to_tell ? CameraHealth::too_near : CameraHealth::seeing;
}

}  // namespace kiosk

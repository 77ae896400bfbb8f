#include "kiosk/sources/codes/live_decoder.h"

#include <array>
#include <cmath>

#include "kiosk/sources/codes/looks.h"
#include "kiosk/sources/codes/reading_step.h"

namespace kiosk {
namespace {

using namespace looks;

// Larger frames are made smaller first, so that a frame costs the same whatever the camera.
constexpr double most_frame_pixels = 1280 * 800;

GreyPicture smaller_contrasted(const GreyPicture& picture) { return contrasted<16>(smaller<2>(picture)); }

/// Quick and slow ones by turns.
constexpr auto steps = std::to_array<ReadingStep>({
    {nullptr, Reader::zxing_global},
    {smaller<2>, Reader::zbar},
    {contrasted<32>, Reader::zxing},
    {nullptr, Reader::zxing},
    {smaller<2>, Reader::flat},
    {smaller_sharper, Reader::zxing_fixed},
    {softer<1>, Reader::zbar},
    {smaller<3>, Reader::zxing},
    {negative, Reader::zxing},
    {smaller_contrasted, Reader::zxing},
});

}  // namespace

const std::size_t LiveDecoder::round = steps.size();

FoundCodes LiveDecoder::decode(const GreyPicture& frame) {
    if (frame.width < 1 || frame.height < 1) return {};
    const auto& step = steps[turn_++ % steps.size()];
    const double pixels = static_cast<double>(frame.width) * frame.height;
    const int by = static_cast<int>(std::ceil(std::sqrt(pixels / most_frame_pixels)));
    if (by <= 1) return read_by(step, frame, zbar_);
    auto codes = read_by(step, shrunk(frame, by), zbar_);
    for (auto& code : codes)
        for (auto& corner : code.corners)
            corner = {corner.x * static_cast<float>(by), corner.y * static_cast<float>(by)};
    return codes;
}

}  // namespace kiosk

#include "kiosk/sources/codes/still_decoder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/sources/codes/looks.h"
#include "kiosk/sources/codes/reading_step.h"

namespace kiosk {
namespace {

using namespace looks;

// Above this the tricks see a smaller picture: they would be slow, and codes in large photographs are large.
constexpr double most_trick_pixels = 2e6;

/// All of these are tried: together they find every code in a picture of several.
constexpr auto first_steps = std::to_array<ReadingStep>({
    {nullptr, Reader::zxing},
    {nullptr, Reader::zxing_global},
    {contrasted<32>, Reader::zxing},
    {smaller<2>, Reader::zxing},
    {nullptr, Reader::zbar},
});

/// These until one finds something; in the order of what they find for their time.
constexpr auto later_steps = std::to_array<ReadingStep>({
    {softer<1>, Reader::zbar},         {smaller_sharper, Reader::zxing_fixed},
    {negative, Reader::zxing},         {nullptr, Reader::flat},
    {inked<20, 8>, Reader::zbar},      {smaller<3>, Reader::zxing},
    {softer<2>, Reader::zxing},        {much_sharper, Reader::zxing_global},
    {contrasted<16>, Reader::zbar},    {twice, Reader::zxing},
    {smaller<4>, Reader::zxing},       {smaller<2>, Reader::zbar},
    {smaller<2>, Reader::flat},        {negative_contrasted, Reader::zxing},
    {without_speckles, Reader::zxing}, {inked<40, 10>, Reader::zxing},
    {twice_softer, Reader::zbar},      {twice_sharper, Reader::zxing_global},
    {negative, Reader::flat},          {brighter, Reader::zxing_fixed},
    {darker, Reader::zxing_fixed},     {wider, Reader::zxing_global},
    {taller, Reader::zxing_global},    {twice, Reader::flat},
    {negative, Reader::zbar},
});

/// Whether one code lies where another does, the middle of one within reach of the other's.
bool is_same_place(const FoundCode& a, const FoundCode& b) {
    const auto middle = [](const FoundCode& code) {
        PicturePoint sum;
        for (const auto& corner : code.corners) sum = {sum.x + corner.x / 4, sum.y + corner.y / 4};
        return sum;
    };
    const auto from = middle(a);
    const auto to = middle(b);
    const float reach = std::hypot(a.corners[0].x - a.corners[2].x, a.corners[0].y - a.corners[2].y) / 4;
    return std::hypot(from.x - to.x, from.y - to.y) < reach;
}

/// Adds what is new. ZXing, which comes first, is better at telling encodings than zbar.
void add(FoundCodes& codes, FoundCodes found, float scale) {
    for (auto& code : found) {
        for (auto& corner : code.corners) corner = {corner.x * scale, corner.y * scale};
        const bool is_known = std::any_of(codes.begin(), codes.end(), [&code](const FoundCode& known) {
            return known.text == code.text || is_same_place(known, code);
        });
        if (!is_known) codes.push_back(std::move(code));
    }
}

}  // namespace

FoundCodes StillDecoder::decode(const GreyPicture& picture, const std::function<bool()>& goes_on) {
    FoundCodes codes;
    if (picture.width < 1 || picture.height < 1) return codes;
    const double pixels = static_cast<double>(picture.width) * picture.height;
    const int by = static_cast<int>(std::ceil(std::sqrt(pixels / most_trick_pixels)));
    if (by > 1) add(codes, read_by({}, picture, zbar_), 1);
    const auto small = by > 1 ? shrunk(picture, by) : GreyPicture{};
    const auto& view = by > 1 ? small : picture;

    for (const auto& step : first_steps)
        if (goes_on()) add(codes, read_by(step, view, zbar_), static_cast<float>(by));
    for (const auto& step : later_steps)
        if (codes.empty() && goes_on()) add(codes, read_by(step, view, zbar_), static_cast<float>(by));
    return codes;
}

}  // namespace kiosk

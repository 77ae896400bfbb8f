#include "kiosk/sources/pictures/tricks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kiosk {
namespace {

std::uint8_t to_grey(float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); }

/// The brightness at a point between pixels; outside, that of the nearest edge.
float grey_at(const GreyPicture& picture, float x, float y) {
    x = std::clamp(x - 0.5F, 0.0F, static_cast<float>(picture.width - 1));
    y = std::clamp(y - 0.5F, 0.0F, static_cast<float>(picture.height - 1));
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const int right = std::min(left + 1, picture.width - 1);
    const float fx = x - static_cast<float>(left);
    const float fy = y - static_cast<float>(top);
    const auto* upper = picture.row(top);
    const auto* lower = picture.row(std::min(top + 1, picture.height - 1));
    const float above = static_cast<float>(upper[left]) * (1 - fx) + static_cast<float>(upper[right]) * fx;
    const float below = static_cast<float>(lower[left]) * (1 - fx) + static_cast<float>(lower[right]) * fx;
    return above * (1 - fy) + below * fy;
}

/// Sums over rectangles in constant time.
class Sums {
  public:
    explicit Sums(const GreyPicture& picture)
        : width_(picture.width),
          height_(picture.height),
          stride_(static_cast<std::size_t>(picture.width) + 1),
          sums_(stride_ * (static_cast<std::size_t>(picture.height) + 1)) {
        for (int y = 0; y < height_; ++y) {
            std::uint32_t of_row = 0;
            const auto* source = picture.row(y);
            const auto* above = &sums_[stride_ * static_cast<std::size_t>(y)];
            auto* sums = &sums_[stride_ * (static_cast<std::size_t>(y) + 1)];
            for (int x = 0; x < width_; ++x) {
                of_row += source[x];
                sums[x + 1] = above[x + 1] + of_row;
            }
        }
    }

    /// Writes the mean around each pixel of a row.
    void means(int y, int reach, float* out) const {
        const int top = std::max(0, y - reach);
        const int bottom = std::min(height_, y + reach + 1);
        const auto* above = &sums_[stride_ * static_cast<std::size_t>(top)];
        const auto* below = &sums_[stride_ * static_cast<std::size_t>(bottom)];
        // Unsigned differences stay right even where the sums have wrapped around.
        const auto sum = [&](int left, int right) {
            return static_cast<float>((below[right] - below[left]) - (above[right] - above[left]));
        };
        const auto rows = static_cast<float>(bottom - top);
        const auto at_edge = [&](int x) {
            const int left = std::max(0, x - reach);
            const int right = std::min(width_, x + reach + 1);
            out[x] = sum(left, right) / (static_cast<float>(right - left) * rows);
        };
        const int inner_end = width_ - reach;
        const float share = 1.0F / (static_cast<float>(2 * reach + 1) * rows);
        int x = 0;
        for (; x < std::min(reach, width_); ++x) at_edge(x);
        for (; x < inner_end; ++x) out[x] = sum(x - reach, x + reach + 1) * share;
        for (; x < width_; ++x) at_edge(x);
    }

  private:
    int width_;
    int height_;
    std::size_t stride_;
    std::vector<std::uint32_t> sums_;
};

/// The darkest and brightest of blocks with their neighbours, drawn between block middles: the look of a sliding
/// window at the price of one pass.
class Extremes {
  public:
    Extremes(const GreyPicture& picture, int block)
        : block_(block),
          columns_((picture.width + block - 1) / block),
          rows_((picture.height + block - 1) / block),
          low_(blank_picture(columns_, rows_)),
          high_(blank_picture(columns_, rows_)) {
        auto darkest = low_;
        auto brightest = inverted(high_);
        for (int y = 0; y < picture.height; ++y)
            for (int left = 0, column = 0; left < picture.width; left += block, ++column) {
                const auto* from = picture.row(y) + left;
                const auto [dark, bright] = std::minmax_element(from, from + std::min(block, picture.width - left));
                auto& low = darkest.row(y / block)[column];
                auto& high = brightest.row(y / block)[column];
                low = std::min(low, *dark);
                high = std::max(high, *bright);
            }
        for (int y = 0; y < rows_; ++y)
            for (int x = 0; x < columns_; ++x) spread(darkest, brightest, x, y);
    }

    /// Writes the darkest value and the range above it around each pixel of a row. Faint noise is not made a code.
    void row(int y, std::vector<float>& darkest, std::vector<float>& range) const {
        const auto lows = between_rows(low_, y);
        const auto highs = between_rows(high_, y);
        for (std::size_t x = 0; x < darkest.size(); ++x) {
            const auto [left, share] = place(static_cast<int>(x), columns_);
            darkest[x] = lows[left] + (lows[left + 1] - lows[left]) * share;
            const float brightest = highs[left] + (highs[left + 1] - highs[left]) * share;
            range[x] = std::max(least_range, brightest - darkest[x]);
        }
    }

  private:
    static constexpr float least_range = 24.0F;

    /// Between which block's middle and the next a pixel lies, and how far on the way.
    std::pair<std::size_t, float> place(int pixel, int blocks) const {
        const float at = (static_cast<float>(pixel) + 0.5F) / static_cast<float>(block_) - 0.5F;
        const float held = std::min(std::max(at, 0.0F), static_cast<float>(blocks - 1));
        const auto before = static_cast<std::size_t>(held);
        return {before, held - static_cast<float>(before)};
    }

    /// The blocks' values at the height of a row of pixels; the last twice, for what lies beyond its middle.
    std::vector<float> between_rows(const GreyPicture& blocks, int y) const {
        const auto [top, share] = place(y, rows_);
        const auto* upper = blocks.row(static_cast<int>(top));
        const auto* lower = blocks.row(std::min(static_cast<int>(top) + 1, rows_ - 1));
        std::vector<float> values(static_cast<std::size_t>(columns_));
        for (std::size_t x = 0; x < values.size(); ++x)
            values[x] = static_cast<float>(upper[x]) * (1 - share) + static_cast<float>(lower[x]) * share;
        values.push_back(values.back());
        return values;
    }

    void spread(const GreyPicture& darkest, const GreyPicture& brightest, int x, int y) {
        auto& low = low_.row(y)[x];
        auto& high = high_.row(y)[x];
        low = darkest.row(y)[x];
        high = brightest.row(y)[x];
        for (int by = std::max(0, y - 1); by <= std::min(rows_ - 1, y + 1); ++by)
            for (int bx = std::max(0, x - 1); bx <= std::min(columns_ - 1, x + 1); ++bx) {
                low = std::min(low, darkest.row(by)[bx]);
                high = std::max(high, brightest.row(by)[bx]);
            }
    }

    int block_;
    int columns_;
    int rows_;
    GreyPicture low_;
    GreyPicture high_;
};

}  // namespace

GreyPicture shrunk(const GreyPicture& picture, int by) {
    const int width = std::max(1, picture.width / by);
    const int height = std::max(1, picture.height / by);
    if (picture.width < by || picture.height < by) return resized(picture, width, height);
    auto result = blank_picture(width, height);
    std::vector<std::uint32_t> sums(static_cast<std::size_t>(width));
    const auto area = static_cast<std::uint32_t>(by * by);
    for (int y = 0; y < height; ++y) {
        std::fill(sums.begin(), sums.end(), 0U);
        for (int dy = 0; dy < by; ++dy) {
            const auto* source = picture.row(y * by + dy);
            for (auto& sum : sums)
                for (int dx = 0; dx < by; ++dx) sum += *source++;
        }
        std::transform(sums.begin(), sums.end(), result.row(y),
                       [area](std::uint32_t sum) { return static_cast<std::uint8_t>(sum / area); });
    }
    return result;
}

GreyPicture resized(const GreyPicture& picture, int width, int height) {
    auto result = blank_picture(width, height);
    const float step_x = static_cast<float>(picture.width) / static_cast<float>(width);
    const float step_y = static_cast<float>(picture.height) / static_cast<float>(height);
    const int samples_x = std::max(1, static_cast<int>(std::lround(step_x)));
    const int samples_y = std::max(1, static_cast<int>(std::lround(step_y)));
    const float part_x = step_x / static_cast<float>(samples_x);
    const float part_y = step_y / static_cast<float>(samples_y);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            float sum = 0;
            for (int sy = 0; sy < samples_y; ++sy)
                for (int sx = 0; sx < samples_x; ++sx)
                    sum += grey_at(picture, static_cast<float>(x) * step_x + (static_cast<float>(sx) + 0.5F) * part_x,
                                   static_cast<float>(y) * step_y + (static_cast<float>(sy) + 0.5F) * part_y);
            result.row(y)[x] = to_grey(sum / static_cast<float>(samples_x * samples_y));
        }
    return result;
}

GreyPicture inverted(GreyPicture picture) {
    for (auto& pixel : picture.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
    return picture;
}

GreyPicture with_local_contrast(const GreyPicture& picture, int reach_px) {
    const Extremes extremes(picture, std::max(2, reach_px));
    auto result = picture;
    std::vector<float> darkest(static_cast<std::size_t>(picture.width));
    std::vector<float> range(static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        extremes.row(y, darkest, range);
        auto* out = result.row(y);
        for (std::size_t x = 0; x < darkest.size(); ++x)
            out[x] = to_grey((static_cast<float>(out[x]) - darkest[x]) * 255.0F / range[x]);
    }
    return result;
}

GreyPicture thresholded(const GreyPicture& picture, int reach_px, int percent) {
    const Sums sums(picture);
    auto result = picture;
    std::vector<float> means(static_cast<std::size_t>(picture.width));
    const float share = 1.0F - static_cast<float>(percent) / 100.0F;
    for (int y = 0; y < picture.height; ++y) {
        sums.means(y, reach_px, means.data());
        auto* out = result.row(y);
        for (int x = 0; x < picture.width; ++x)
            out[x] = static_cast<float>(out[x]) < means[static_cast<std::size_t>(x)] * share ? 0 : 255;
    }
    return result;
}

GreyPicture blurred(const GreyPicture& picture, int reach_px) {
    const Sums sums(picture);
    auto result = picture;
    std::vector<float> means(static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        sums.means(y, reach_px, means.data());
        std::transform(means.begin(), means.end(), result.row(y), to_grey);
    }
    return result;
}

GreyPicture sharpened(const GreyPicture& picture, int reach_px, float strength) {
    const auto soft = blurred(picture, reach_px);
    auto result = picture;
    for (std::size_t i = 0; i < result.pixels.size(); ++i) {
        const auto pixel = static_cast<float>(picture.pixels[i]);
        result.pixels[i] = to_grey(pixel + strength * (pixel - static_cast<float>(soft.pixels[i])));
    }
    return result;
}

GreyPicture without_speckles(const GreyPicture& picture) {
    auto result = picture;
    std::array<std::uint8_t, 9> around = {};
    for (int y = 1; y + 1 < picture.height; ++y)
        for (int x = 1; x + 1 < picture.width; ++x) {
            std::size_t i = 0;
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx) around[i++] = picture.row(y + dy)[x + dx];
            std::nth_element(around.begin(), around.begin() + 4, around.end());
            result.row(y)[x] = around[4];
        }
    return result;
}

GreyPicture with_gamma(GreyPicture picture, float power) {
    std::array<std::uint8_t, 256> table = {};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = to_grey(255.0F * std::pow(static_cast<float>(i) / 255.0F, power));
    for (auto& pixel : picture.pixels) pixel = table[pixel];
    return picture;
}

}  // namespace kiosk

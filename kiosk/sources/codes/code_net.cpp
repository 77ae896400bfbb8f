#include "kiosk/sources/codes/code_net.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kiosk {
namespace {

constexpr float stiffness = 0.3F;

PicturePoint a_step(PicturePoint from, PicturePoint to, float steps) {
    return {(to.x - from.x) / steps, (to.y - from.y) / steps};
}

/// The unit square onto a quadrilateral (Heckbert, 1989).
Perspective onto(PicturePoint p0, PicturePoint p1, PicturePoint p2, PicturePoint p3) {
    const float dx1 = p1.x - p2.x, dx2 = p3.x - p2.x, dx3 = p0.x - p1.x + p2.x - p3.x;
    const float dy1 = p1.y - p2.y, dy2 = p3.y - p2.y, dy3 = p0.y - p1.y + p2.y - p3.y;
    const float area = dx1 * dy2 - dx2 * dy1;
    if (std::abs(area) < 1e-6F) return {p1.x - p0.x, p3.x - p0.x, p0.x, p1.y - p0.y, p3.y - p0.y, p0.y, 0, 0};
    const float g = (dx3 * dy2 - dx2 * dy3) / area;
    const float h = (dx1 * dy3 - dx3 * dy1) / area;
    return {p1.x - p0.x + g * p1.x,
            p3.x - p0.x + h * p3.x,
            p0.x,
            p1.y - p0.y + g * p1.y,
            p3.y - p0.y + h * p3.y,
            p0.y,
            g,
            h};
}

float worth_of(Known known, float dark) {
    switch (known) {
        case Known::black:
            return 1.5F * dark;
        case Known::white:
            return -1.5F * dark;
        case Known::free:
            break;
    }
    return std::abs(dark);
}

}  // namespace

CodeNet::CodeNet(const GreyPicture& picture, const FinderTriple& triple, int size)
    : picture_(&picture),
      triple_(triple),
      size_(size),
      span_(static_cast<float>(size) - 7),
      across_(a_step(triple.upper_left, triple.upper_right, span_)),
      along_(a_step(triple.upper_left, triple.lower_left, span_)) {
    for (int y = -1; y <= size_; ++y)
        for (int x = -1; x <= size_; ++x) known_.push_back(known_module(x, y, size_));
    set_knots(2);
    set_corner({0, 0});
}

void CodeNet::find_corner() {
    Shift best = {};
    float best_score = glance();
    const float reach = span_ * 0.25F;
    for (const float step : {reach / 5, reach / 15, 0.25F}) {
        const auto middle = best;
        for (int i = -5; i <= 5; ++i)
            for (int j = -5; j <= 5; ++j) {
                const Shift tried = {middle.x + static_cast<float>(i) * step, middle.y + static_cast<float>(j) * step};
                set_corner(tried);
                if (const float s = glance(); s > best_score) best_score = s, best = tried;
            }
    }
    set_corner(best);
}

void CodeNet::settle() {
    for (const int cells : {2, 3, 5, 8}) {
        set_knots(cells);
        for (const float step : {1.0F, 0.5F, 0.25F})
            for (int round = 0; round < 2 && pull_all(step); ++round) {
            }
    }
}

FlatCode CodeNet::code() const {
    const auto edge = static_cast<float>(size_);
    return {printed(), {at(0, 0), at(edge, 0), at(edge, edge), at(0, edge)}};
}

PicturePoint CodeNet::at(float u, float v) const {
    const auto shift = shift_at(u, v);
    return perspective_.at((u + shift.x - 3.5F) / span_, (v + shift.y - 3.5F) / span_);
}

float CodeNet::fit_of(bool with_timing) const {
    float sum = 0;
    float count = 0;
    for (int y = 0; y < size_; ++y)
        for (int x = 0; x < size_; ++x) {
            const bool is_finder = (x < 8 && y < 8) || (x < 8 && y >= size_ - 8) || (x >= size_ - 8 && y < 8);
            const bool is_timing = with_timing && (x == 6 || y == 6);
            if (!is_finder && !is_timing) continue;
            const float dark = middle_ink(x, y);
            sum += known_at(x, y) == Known::black ? dark : -dark;
            count += 1;
        }
    return sum / count;
}

/// The score of the whole code from the middles of its modules alone.
float CodeNet::glance() const {
    float sum = 0;
    for (int y = -1; y <= size_; ++y)
        for (int x = -1; x <= size_; ++x) sum += worth_of(known_at(x, y), middle_ink(x, y));
    return sum;
}

GreyPicture CodeNet::printed() const {
    constexpr int module_px = 4;
    constexpr int quiet = 4;
    auto picture = blank_picture((size_ + 2 * quiet) * module_px, (size_ + 2 * quiet) * module_px);
    for (int y = 0; y < size_; ++y)
        for (int x = 0; x < size_; ++x) {
            const auto known = known_at(x, y);
            if (known == Known::white || (known == Known::free && darkness(x, y) <= 0)) continue;
            for (int row = 0; row < module_px; ++row)
                std::fill_n(picture.row((y + quiet) * module_px + row) + (x + quiet) * module_px, module_px,
                            std::uint8_t{0});
        }
    return picture;
}

void CodeNet::set_corner(Shift shift) {
    const auto& p0 = triple_.upper_left;
    const auto& p1 = triple_.upper_right;
    const auto& p3 = triple_.lower_left;
    const PicturePoint p2 = {p1.x + p3.x - p0.x + across_.x * shift.x + along_.x * shift.y,
                             p1.y + p3.y - p0.y + across_.y * shift.x + along_.y * shift.y};
    perspective_ = onto(p0, p1, p2, p3);
}

/// A net of cells x cells meshes that lies as the one before it did.
void CodeNet::set_knots(int cells) {
    std::vector<Shift> knots;
    for (int y = 0; y <= cells; ++y)
        for (int x = 0; x <= cells; ++x)
            knots.push_back(knots_.empty() ? Shift{} : shift_at(place(x, cells), place(y, cells)));
    knots_ = std::move(knots);
    cells_ = cells;
}

CodeNet::Shift CodeNet::shift_at(float u, float v) const {
    const float scale = static_cast<float>(cells_) / static_cast<float>(size_);
    const float x = std::clamp(u * scale, 0.0F, static_cast<float>(cells_) - 0.001F);
    const float y = std::clamp(v * scale, 0.0F, static_cast<float>(cells_) - 0.001F);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const float fx = x - static_cast<float>(left);
    const float fy = y - static_cast<float>(top);
    const auto mix = [&](float Shift::*part) {
        return (knot(left, top).*part * (1 - fx) + knot(left + 1, top).*part * fx) * (1 - fy) +
               (knot(left, top + 1).*part * (1 - fx) + knot(left + 1, top + 1).*part * fx) * fy;
    };
    return {mix(&Shift::x), mix(&Shift::y)};
}

/// From -1, white, to 1, black, in the picture under a point of the code.
float CodeNet::ink(float px, float py) const {
    // In this order a projection that went to infinity lands on the edge.
    const float x = std::min(std::max(0.0F, px - 0.5F), static_cast<float>(picture_->width) - 1.001F);
    const float y = std::min(std::max(0.0F, py - 0.5F), static_cast<float>(picture_->height) - 1.001F);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const float fx = x - static_cast<float>(left);
    const float fy = y - static_cast<float>(top);
    const auto* upper = picture_->row(top) + left;
    const auto* lower = picture_->row(top + 1) + left;
    const float grey = (static_cast<float>(upper[0]) * (1 - fx) + static_cast<float>(upper[1]) * fx) * (1 - fy) +
                       (static_cast<float>(lower[0]) * (1 - fx) + static_cast<float>(lower[1]) * fx) * fy;
    return 1 - grey / 127.5F;
}

float CodeNet::middle_ink(int x, int y) const {
    const auto point = at(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
    return ink(point.x, point.y);
}

float CodeNet::darkness(int x, int y) const {
    constexpr float off = 0.27F;
    const auto point = at(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
    const float ax = across_.x * off;
    const float ay = across_.y * off;
    const float bx = along_.x * off;
    const float by = along_.y * off;
    return (2 * ink(point.x, point.y) + ink(point.x - ax, point.y - ay) + ink(point.x + ax, point.y + ay) +
            ink(point.x - bx, point.y - by) + ink(point.x + bx, point.y + by)) /
           6;
}

/// How plainly the modules from (left, top) to (right, bottom), both in, are what they can be.
float CodeNet::score(int left, int top, int right, int bottom) const {
    float sum = 0;
    for (int y = std::max(-1, top); y <= std::min(size_, bottom); ++y)
        for (int x = std::max(-1, left); x <= std::min(size_, right); ++x)
            sum += worth_of(known_at(x, y), darkness(x, y));
    return sum;
}

/// What it costs that a knot is not where its neighbours would have it.
float CodeNet::strain(int x, int y) const {
    float sum = 0;
    for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        if (x + dx < 0 || y + dy < 0 || x + dx > cells_ || y + dy > cells_) continue;
        const float ex = knot(x, y).x - knot(x + dx, y + dy).x;
        const float ey = knot(x, y).y - knot(x + dx, y + dy).y;
        sum += ex * ex + ey * ey;
    }
    const float mesh = static_cast<float>(size_) / static_cast<float>(cells_);
    return stiffness * mesh * sum;
}

bool CodeNet::pull_all(float step) {
    bool moved = false;
    for (int y = 0; y <= cells_; ++y)
        for (int x = 0; x <= cells_; ++x) moved = pull(x, y, step) || moved;
    return moved;
}

bool CodeNet::pull(int x, int y, float step) {
    const float mesh = static_cast<float>(size_) / static_cast<float>(cells_);
    const int left = static_cast<int>(static_cast<float>(x - 1) * mesh) - 1;
    const int right = static_cast<int>(static_cast<float>(x + 1) * mesh) + 1;
    const int top = static_cast<int>(static_cast<float>(y - 1) * mesh) - 1;
    const int bottom = static_cast<int>(static_cast<float>(y + 1) * mesh) + 1;
    const auto worth = [&] { return score(left, top, right, bottom) - strain(x, y); };
    const auto start = knot(x, y);
    auto best = start;
    float best_worth = worth() + 1e-3F;
    for (int i = -1; i <= 1; ++i)
        for (int j = -1; j <= 1; ++j) {
            if (i == 0 && j == 0) continue;
            knot(x, y) = {start.x + static_cast<float>(i) * step, start.y + static_cast<float>(j) * step};
            if (const float w = worth(); w > best_worth) best_worth = w, best = knot(x, y);
        }
    knot(x, y) = best;
    return best.x != start.x || best.y != start.y;
}

}  // namespace kiosk

#include "kiosk/sources/codes/finder_patterns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace kiosk {
namespace {

constexpr std::size_t most_patterns = 12;

using Runs = std::array<int, 5>;

/// Whether five runs stand as 1:1:3:1:1, as paper and lenses leave it.
bool is_finder(const Runs& runs) {
    const int total = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
    if (total < 7) return false;
    const float module = static_cast<float>(total) / 7.0F;
    const float slack = std::max(1.0F, module * 0.6F);
    for (const auto i : {0U, 1U, 3U, 4U})
        if (std::abs(static_cast<float>(runs[i]) - module) > slack) return false;
    return std::abs(static_cast<float>(runs[2]) - 3 * module) < 2 * slack;
}

struct Crossing {
    float middle = 0;
    float length = 0;
};

/// The pattern's extent through a black pixel, seen along a line that `is_black` walks.
template <typename IsBlack>
std::optional<Crossing> crossing(int from, int end, const IsBlack& is_black) {
    int low = from;
    int high = from;
    Runs runs = {};
    const auto run = [&](int& at, int step, bool black) {
        const int start = at;
        while (at >= 0 && at < end && is_black(at) == black) at += step;
        return std::abs(at - start);
    };
    const int down = run(low, -1, true);
    high = from + 1;
    runs[2] = down + run(high, 1, true);
    const float middle = static_cast<float>(low + 1 + high) / 2;
    runs[1] = run(low, -1, false);
    runs[0] = run(low, -1, true);
    runs[3] = run(high, 1, false);
    runs[4] = run(high, 1, true);
    if (!is_finder(runs)) return {};
    return Crossing{middle, static_cast<float>(high - low - 1)};
}

void add(std::vector<FinderPattern>& patterns, const FinderPattern& found) {
    for (auto& known : patterns) {
        const float reach = known.width_px / 4;
        if (std::abs(known.centre.x - found.centre.x) > reach || std::abs(known.centre.y - found.centre.y) > reach)
            continue;
        const auto weight = static_cast<float>(known.seen);
        const auto mean = [weight](float a, float b) { return (a * weight + b) / (weight + 1); };
        known = {{mean(known.centre.x, found.centre.x), mean(known.centre.y, found.centre.y)},
                 mean(known.width_px, found.width_px),
                 mean(known.height_px, found.height_px),
                 known.seen + 1};
        return;
    }
    patterns.push_back(found);
}

/// Looks at a place where a row has the pattern, down the column and along the row again.
std::optional<FinderPattern> confirmed(const GreyPicture& picture, int x, int y) {
    const auto column = [&](int at) { return picture.row(at)[x] == 0; };
    if (!column(y)) return {};
    const auto vertical = crossing(y, picture.height, column);
    if (!vertical) return {};
    const int middle = std::clamp(static_cast<int>(vertical->middle), 0, picture.height - 1);
    const auto* row = picture.row(middle);
    if (row[x] != 0) return {};
    const auto horizontal = crossing(x, picture.width, [row](int at) { return row[at] == 0; });
    if (!horizontal) return {};
    if (horizontal->length > 2.5F * vertical->length || vertical->length > 2.5F * horizontal->length) return {};
    return FinderPattern{{horizontal->middle, vertical->middle}, horizontal->length, vertical->length};
}

PicturePoint between(PicturePoint from, PicturePoint to) { return {to.x - from.x, to.y - from.y}; }
float length(PicturePoint v) { return std::hypot(v.x, v.y); }

std::optional<FinderTriple> triple(const FinderPattern& corner, const FinderPattern& a, const FinderPattern& b) {
    const auto right = between(corner.centre, a.centre);
    const auto down = between(corner.centre, b.centre);
    const float across = length(right);
    const float along = length(down);
    if (across < 1 || along < 1) return {};
    // Rows cross a turned pattern at a slant; seen so by all three alike.
    const float cosine = std::max(std::abs(right.x), std::abs(right.y)) / across;
    const auto size = [cosine](const FinderPattern& p) { return std::sqrt(p.width_px * p.height_px) * cosine / 7; };
    const auto [least, most] = std::minmax({size(corner), size(a), size(b)});
    const float lean = (right.x * down.x + right.y * down.y) / (across * along);
    const float sides = std::abs(std::log(across / along));
    const float sizes = std::log(most / least);
    const float module = (size(corner) + size(a) + size(b)) / 3;
    if (right.x * down.y - right.y * down.x <= 0 || std::abs(lean) > 0.5F || sides > 0.5F || sizes > 0.6F) return {};
    if (across < 11 * module || across > 75 * module) return {};
    return FinderTriple{corner.centre, a.centre, b.centre, module, std::abs(lean) + sides + sizes};
}

}  // namespace

std::vector<FinderPattern> finder_patterns(const GreyPicture& picture) {
    std::vector<FinderPattern> patterns;
    for (int y = 0; y < picture.height; ++y) {
        const auto* row = picture.row(y);
        Runs runs = {};
        std::size_t kept = 0;  // runs seen, the first of them black
        int start = 0;
        for (int x = 1; x <= picture.width; ++x) {
            if (x < picture.width && (row[x] == 0) == (row[x - 1] == 0)) continue;
            const bool black = row[x - 1] == 0;
            if (kept > 0 || black) {
                std::rotate(runs.begin(), runs.begin() + 1, runs.end());
                runs[4] = x - start;
                ++kept;
            }
            start = x;
            if (!black || kept < 5 || !is_finder(runs)) continue;
            if (const auto found = confirmed(picture, x - runs[4] - runs[3] - runs[2] / 2 - 1, y))
                add(patterns, *found);
        }
    }
    std::sort(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return a.seen > b.seen; });
    if (patterns.size() > most_patterns) patterns.resize(most_patterns);
    return patterns;
}

std::vector<FinderTriple> finder_triples(const std::vector<FinderPattern>& patterns, std::size_t most) {
    std::vector<FinderTriple> triples;
    for (const auto& corner : patterns)
        for (const auto& a : patterns)
            for (const auto& b : patterns) {
                if (&corner == &a || &a == &b || &corner == &b) continue;
                if (const auto found = triple(corner, a, b)) triples.push_back(*found);
            }
    std::sort(triples.begin(), triples.end(), [](const auto& a, const auto& b) { return a.flaw < b.flaw; });
    if (triples.size() > most) triples.resize(most);
    return triples;
}

}  // namespace kiosk

#include "kiosk/sources/codes/flattening.h"

#include <algorithm>
#include <cmath>

#include "kiosk/sources/codes/code_net.h"
#include "kiosk/sources/codes/finder_patterns.h"
#include "kiosk/sources/pictures/tricks.h"

namespace kiosk {
namespace {

constexpr int largest_version = 10;  // larger ones have more modules than a warped photograph can tell apart
constexpr std::size_t most_triples = 6;
constexpr std::size_t most_flattened = 2;
constexpr float least_finder_fit = 0.2F;
constexpr float least_fit = 0.3F;

/// The sizes of code, in modules along a side, that finder patterns so far apart may belong to.
std::vector<int> likely_sizes(const FinderTriple& triple) {
    const auto side = [&triple](PicturePoint to) {
        return std::hypot(to.x - triple.upper_left.x, to.y - triple.upper_left.y) / triple.module_px;
    };
    const float version = ((side(triple.upper_right) + side(triple.lower_left)) / 2 + 7 - 17) / 4;
    const int nearest = static_cast<int>(std::lround(version));
    std::vector<int> sizes;
    for (const int v : {nearest - 1, nearest, nearest + 1})
        if (v >= 1 && v <= largest_version) sizes.push_back(17 + 4 * v);
    return sizes;
}

struct Candidate {
    CodeNet net;
    float fit = 0;
};

void add_candidates(const GreyPicture& picture, const FinderTriple& triple, std::vector<Candidate>& candidates) {
    for (const int size : likely_sizes(triple)) {
        CodeNet net(picture, triple, size);
        if (net.finder_fit() < least_finder_fit) continue;
        net.find_corner();
        if (const float fit = net.fit(); fit >= least_fit) candidates.push_back({std::move(net), fit});
    }
}

}  // namespace

std::vector<FlatCode> flattened(const GreyPicture& picture) {
    const int shorter = std::min(picture.width, picture.height);
    GreyPicture contrasted;  // made when there is something to look at
    std::vector<Candidate> candidates;
    for (const int reach : {std::max(5, shorter / 8), std::max(5, shorter / 20)}) {
        const auto triples = finder_triples(finder_patterns(thresholded(picture, reach, 0)), most_triples);
        if (!triples.empty() && contrasted.width == 0)
            contrasted = with_local_contrast(picture, std::max(8, shorter / 16));
        for (const auto& triple : triples) add_candidates(contrasted, triple, candidates);
        if (!candidates.empty()) break;
    }
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.fit > b.fit; });
    if (candidates.size() > most_flattened) candidates.erase(candidates.begin() + most_flattened, candidates.end());
    std::vector<FlatCode> codes;
    for (auto& candidate : candidates) {
        candidate.net.settle();
        codes.push_back(candidate.net.code());
    }
    return codes;
}

}  // namespace kiosk

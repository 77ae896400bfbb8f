#include "kiosk/sources/codes/known_modules.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kiosk {
namespace {

/// How far from the centre in modules, counted as squares in squares.
int ring_about(int centre_x, int centre_y, int x, int y) {
    return std::max(std::abs(x - centre_x), std::abs(y - centre_y));
}

Known finder_module(int x, int y, int centre_x, int centre_y) {
    const int ring = ring_about(centre_x, centre_y, x, y);
    if (ring > 4) return Known::free;
    return ring == 2 || ring == 4 ? Known::white : Known::black;
}

}  // namespace

Known known_module(int x, int y, int size) {
    if (x < 0 || y < 0 || x >= size || y >= size) return Known::white;
    for (const auto& [cx, cy] : {std::pair{3, 3}, {size - 4, 3}, {3, size - 4}})
        if (const auto known = finder_module(x, y, cx, cy); known != Known::free) return known;
    if (x == 6 || y == 6) return (x + y) % 2 == 0 ? Known::black : Known::white;
    if (const int ring = ring_about(size - 7, size - 7, x, y); size > 21 && ring <= 2)
        return ring == 1 ? Known::white : Known::black;
    return Known::free;
}

}  // namespace kiosk

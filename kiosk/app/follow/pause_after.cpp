#include "kiosk/app/follow/pause_after.h"

#include <algorithm>

namespace kiosk {

std::chrono::seconds pause_after(int failures, std::chrono::seconds every) {
    constexpr std::chrono::seconds first{5}, longest{60};
    constexpr int most_doublings = 16;
    const auto doubled = std::min(first, every) * (1L << std::clamp(failures - 1, 0, most_doublings));
    return std::min<std::chrono::seconds>(doubled, std::max(longest, every));
}

}  // namespace kiosk

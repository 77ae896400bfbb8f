#include "kiosk/app/attendees/hub_clock.h"

#include <cmath>

#include "kiosk/app/options.h"
#include "kiosk/store/hub/hub_link.h"

namespace kiosk {

std::chrono::seconds clock_error(const Database& database) {
    constexpr double negligible_s = 2;
    const auto link = load_hub_link(database);
    if (!link || !link->clock_error_s || std::abs(*link->clock_error_s) < negligible_s) return std::chrono::seconds{0};
    return std::chrono::seconds{std::llround(*link->clock_error_s)};
}

Instant wall_clock_by_hub(const Database& database) { return wall_clock() - clock_error(database); }

}  // namespace kiosk

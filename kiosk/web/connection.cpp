#include "kiosk/web/connection.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto slow_start = 5s;
constexpr std::size_t slowest_photo_a_second = 16 << 10;

}  // namespace

bool Connection::has_enough() const {
    return received.size() > longest_head + (photo_memory > 0 ? longest_photo + around_photo : longest_form);
}

bool Connection::is_too_slow(std::chrono::milliseconds now) const {
    const auto taken = now - began;
    if (state != State::reading || photo_memory == 0 || taken <= slow_start) return false;
    return received.size() < static_cast<std::size_t>(std::chrono::floor<std::chrono::seconds>(taken - slow_start).count()) * slowest_photo_a_second;
}

}  // namespace kiosk

#include "kiosk/web/jobs.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdint>

namespace kiosk {
namespace {

void ring(int bell) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(bell, &one, sizeof one);
}

}  // namespace

Jobs::Jobs() : bell_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), jobs_([this] { ring(bell_.get()); }) {}

void Jobs::work(const std::stop_token& stop, const std::function<std::chrono::milliseconds()>& pause) {
    const std::stop_callback wake{stop, [this] { ring(bell_.get()); }};
    while (!stop.stop_requested()) {
        const auto patience = std::clamp<std::int64_t>(pause().count(), 0, INT_MAX);
        pollfd bell{bell_.get(), POLLIN, 0};
        poll(&bell, 1, static_cast<int>(patience));
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto got = read(bell_.get(), &rings, sizeof rings);
        for (const auto& job : jobs_.take()) {
            if (stop.stop_requested()) return;
            job();
        }
    }
}

}  // namespace kiosk

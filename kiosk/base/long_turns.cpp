#include "kiosk/base/long_turns.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace kiosk {
namespace {

/// Linux's struct sched_attr, whose header doesn't get on with that of the C library.
struct Wish {
    std::uint32_t size = sizeof(Wish);
    std::uint32_t policy = 0;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t turn_ns = 0;
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};

}  // namespace

void take_long_turns() {
    constexpr std::uint64_t longest_ns = 100'000'000;  // that Linux takes
    constexpr std::uint64_t as_it_is = 8;              // SCHED_FLAG_KEEP_POLICY
    Wish wish{.flags = as_it_is, .nice = getpriority(PRIO_PROCESS, 0), .turn_ns = longest_ns};
    syscall(SYS_sched_setattr, 0, &wish, 0U);
}

}  // namespace kiosk

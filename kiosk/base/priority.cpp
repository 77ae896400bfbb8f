#include "kiosk/base/priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>

namespace kiosk {
namespace {

// struct sched_attr of sched_setattr(2), which not every C library knows.
struct Attributes {
    std::uint32_t size = sizeof(Attributes);
    std::uint32_t policy = 0;
    std::uint64_t flags = 0x08;  // SCHED_FLAG_KEEP_POLICY: what somebody set on purpose stays
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime_ns = 0;  // how long it runs at a time; 0: as long as all others
    std::uint64_t deadline_ns = 0;
    std::uint64_t period_ns = 0;
};

constexpr int this_thread = 0;

bool set(const Attributes& attributes) {
    return syscall(SYS_sched_setattr, this_thread, &attributes, 0) == 0;
}

}  // namespace

void set_priority(Priority priority) {
    const int nice = std::max(getpriority(PRIO_PROCESS, this_thread), static_cast<int>(priority));
    if (!set({.nice = nice})) setpriority(PRIO_PROCESS, this_thread, nice);
}

void go_first() {
    // Linux 6.12 and later let who runs no longer than this interrupt others; else they may go on for some milliseconds, several
    // times in one verdict. To earlier ones it says nothing.
    constexpr std::uint64_t short_run_ns = 100'000;
    set({.nice = getpriority(PRIO_PROCESS, this_thread), .runtime_ns = short_run_ns});
}

void go_in_turn() { set({.nice = getpriority(PRIO_PROCESS, this_thread)}); }

void set_session_priority(pid_t leader, Priority priority) {
    if (getsid(leader) == getsid(0)) return;  // not ours
    std::ofstream{"/proc/" + std::to_string(leader) + "/autogroup"} << static_cast<int>(priority);
}

}  // namespace kiosk

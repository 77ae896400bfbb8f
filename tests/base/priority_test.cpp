#include "kiosk/base/priority.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <thread>

#include "tests/skipped.h"

using namespace kiosk;

namespace {

/// What a thread has after it did something, and one that it starts then.
struct Niceness {
    int own = 0, of_next = 0, policy = 0;
    std::uint64_t run_ns = 0;  // asked for at a time; 0: this kernel says nothing of it
};

/// sched_getattr(2) of this thread.
std::uint64_t run_ns() {
    std::array<std::uint64_t, 7> attributes = {};  // the fourth is sched_runtime
    return syscall(SYS_sched_getattr, 0, attributes.data(), sizeof attributes, 0) == 0 ? attributes[3] : 0;
}

Niceness after(void (*what)()) {
    Niceness found;
    std::thread([&] {
        what();
        found.own = getpriority(PRIO_PROCESS, 0);
        found.policy = sched_getscheduler(0);
        found.run_ns = run_ns();
        std::thread([&] { found.of_next = getpriority(PRIO_PROCESS, 0); }).join();
    }).join();
    return found;
}

}  // namespace

TEST_CASE("a thread in the background waits for the others, and so does what it starts") {
    const int before = getpriority(PRIO_PROCESS, 0);
    const Niceness found = after([] { set_priority(Priority::background); });
    CHECK(found.own == 10);
    CHECK(found.of_next == 10);
    CHECK(getpriority(PRIO_PROCESS, 0) == before);
}

TEST_CASE("who goes first keeps the priority and the policy that somebody gave it") {
    const Niceness found = after([] {
        set_priority(Priority::hub);
        go_first();
    });
    CHECK(found.own == 5);
    CHECK(found.of_next == 5);
    const Niceness batch = after([] {
        const sched_param none = {};
        sched_setscheduler(0, SCHED_BATCH, &none);
        go_first();
    });
    CHECK(batch.policy == SCHED_BATCH);
}

TEST_CASE("nobody is raised who has a lower priority") {
    const Niceness found = after([] {
        set_priority(Priority::background);
        set_priority(Priority::hub);
    });
    CHECK(found.own == 10);
}

TEST_CASE("who goes first runs shortly, and what is started for something else doesn't") {
    const std::uint64_t usual = run_ns();
    if (usual == 0) return say_skipped("this kernel knows no length of a run");
    CHECK(after([] { go_first(); }).run_ns < usual);
    const Niceness found = after([] {
        go_first();
        go_in_turn();
    });
    CHECK(found.run_ns == usual);
}

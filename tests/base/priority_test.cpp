#include "kiosk/base/priority.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/resource.h>

#include <thread>

using namespace kiosk;

namespace {

/// What a thread has after it did something, and one that it starts then.
struct Niceness {
    int own = 0, of_next = 0, policy = 0;
};

Niceness after(void (*what)()) {
    Niceness found;
    std::thread([&] {
        what();
        found.own = getpriority(PRIO_PROCESS, 0);
        found.policy = sched_getscheduler(0);
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

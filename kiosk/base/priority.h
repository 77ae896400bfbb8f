#pragma once

#include <sys/types.h>

namespace kiosk {

/// Who waits for whom where a machine has more to do than it can: the larger number for the smaller, and all for the screens and
/// the doors, which are at 0.
enum class Priority : int {
    hub = 5,         // other machines wait for it
    background = 10  // what keeps screens up to date; no more, as doors wait for it while it writes
};

/// Gives this thread a priority, and what it starts from now on; one that has a lower one keeps it. There is no way back up
/// without special rights.
void set_priority(Priority priority);

/// Lets this thread, and what it starts from now on, have the processor at once for what takes little: drawing, a verdict.
void go_first();

/// Takes that back. May be called between fork(2) and exec(2).
void go_in_turn();

/// Gives a session of its own (setsid(2)) a priority as a whole: a kernel that shares the processor out among sessions first
/// compares the processes of one with each other alone. Not the session of this process.
///
/// @param leader  any process of it
void set_session_priority(pid_t leader, Priority priority);

}  // namespace kiosk

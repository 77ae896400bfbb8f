#include "kiosk/domain/clock_trust.h"

#include <doctest/doctest.h>

#include <vector>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const Instant built = Instant{} + 1'700'000'000s;
const Instant today = built + 720h;

struct Look {
    std::chrono::seconds running;
    std::chrono::seconds wall_after_today;
    bool synchronised;
    bool believed;
    const char* why;
};

void check(const std::vector<Look>& looks) {
    ClockTrust trust{built};
    for (const Look& look : looks) {
        CAPTURE(look.why);
        CHECK(trust.believes({.wall = today + look.wall_after_today,
                              .running = look.running,
                              .synchronised = look.synchronised}) == look.believed);
    }
}

constexpr auto before_build = -721h;

}  // namespace

TEST_CASE("a clock that was never set stands before the program's build, and isn't believed") {
    ClockTrust trust{built};
    CHECK_FALSE(trust.believes({.wall = Instant{}, .running = 10s}));
    CHECK_FALSE(trust.believes({.wall = built - 1s, .running = 20s, .synchronised = true}));
    CHECK(trust.believes({.wall = built, .running = 21s}));
}

TEST_CASE("a clock that was never set is believed as soon as somebody sets it") {
    check({{10s, before_build, false, false, "no battery"}, {20s, 0s, false, true, "set by hand or by a time server"}});
}

TEST_CASE("a clock that jumps by more than a minute isn't believed") {
    check({{0s, 0s, false, true, "the first look"},
           {3600s, 3600s, false, true, "an hour later"},
           {3610s, 3670s, false, true, "60 s too far: a correction"},
           {3620s, 3741s, false, false, "61 s too far: a jump"},
           {3630s, 3751s, false, false, "it goes on from there, no less wrong"},
           {4000s, 4060s, false, true, "back to where it was"}});
    check({{0s, 0s, false, true, "the first look"}, {60s, -3540s, false, false, "an hour back"}});
}

TEST_CASE("a machine that was asleep, and a clock that is drawn slowly, have not jumped") {
    check({{0s, 0s, false, true, "the first look"},
           {8h, 8h, false, true, "a night of suspend, in which the running time goes on"},
           {16h, 16h + 50s, false, true, "drawn"},
           {24h, 24h + 100s, false, true, "drawn further"}});
}

TEST_CASE("after a jump a clock is believed when a time server has kept it for five minutes") {
    check({{0s, 0s, false, true, "the first look"},
           {60s, 3660s, true, false, "the time server has set it: for those who look, a jump"},
           {359s, 3959s, true, false, "one second short of five minutes"},
           {360s, 3960s, true, true, "kept for five minutes"},
           {420s, 4020s, false, true, "the network is gone, the clock is right"}});
    check({{0s, 0s, false, true, "the first look"},
           {60s, 3660s, false, false, "set by hand"},
           {160s, 3760s, true, false, "kept from here on"},
           {400s, 4000s, true, false, "five minutes after the jump, four since it is kept"},
           {460s, 4060s, true, true, "kept for five minutes"}});
    check({{0s, 0s, false, true, "the first look"},
           {60s, 3660s, true, false, "a jump"},
           {200s, 7400s, true, false, "and one more: the five minutes begin anew"},
           {400s, 7600s, true, false, "not over yet"},
           {420s, 7620s, false, false, "no longer kept"},
           {800s, 8000s, true, false, "kept again"},
           {1099s, 8299s, true, false, "one second short"},
           {1100s, 8300s, true, true, "kept for five minutes"}});
}

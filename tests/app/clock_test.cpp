#include "kiosk/app/clock.h"

#include <doctest/doctest.h>

#include "kiosk/base/iso_time.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const Instant ten = Instant{} + 1368695700s;

}  // namespace

TEST_CASE("a clock that was told a time starts there") {
    const ShownClock clock = ShownClock::starting_at(ten, 1);
    CHECK(clock.now().shown - ten < 5s);
    CHECK(clock.now().shown >= ten);
    CHECK(clock.now().turning - ten < 5s);
}

TEST_CASE("in a rehearsal a minute lasts a second, and pages still turn at the pace of people") {
    const ShownClock clock = ShownClock::starting_at(ten, 60);
    CHECK(clock.until_shown(ten + 60s) <= 1s);
    CHECK(clock.until_shown(ten + 60s) > 0.5s);
    CHECK(clock.until_turning(ten + 60s) > 50s);
}

TEST_CASE("what lies behind is due at once") {
    const ShownClock clock = ShownClock::starting_at(ten, 1);
    CHECK(clock.until_shown(ten - 1h) == 0s);
    CHECK(clock.until_turning(ten - 1h) == 0s);
}

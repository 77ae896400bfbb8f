#include "kiosk/app/hub/rest_after.h"

#include <doctest/doctest.h>

using kiosk::rest_after;
using namespace std::chrono_literals;

TEST_CASE("a change that comes alone hardly delays the next one") {
    CHECK(rest_after(0ms, 0, 0) == 0ms);
    CHECK(rest_after(3ms, 1, 0) == 24ms);
}

TEST_CASE("a busy hub is asked less often, and four times a second at least") {
    CHECK(rest_after(20ms, 1, 0) == 160ms);
    CHECK(rest_after(5s, 1, 0) == 250ms);
}

TEST_CASE("where much changes it is gathered, for two seconds at most") {
    CHECK(rest_after(10ms, 100, 0) == 400ms);
    CHECK(rest_after(10ms, 500, 0) == 2s);
    CHECK(rest_after(60s, 1'000'000, 0) == 2s);
}

TEST_CASE("a door that has much to send sends it once a second, and what comes alone sooner") {
    CHECK(rest_after(3ms, 0, 1) == 300ms);
    CHECK(rest_after(3ms, 0, 3) == 600ms);
    CHECK(rest_after(3ms, 0, 500) == 1s);
    CHECK(rest_after(3ms, 500, 5) == 2s);
}

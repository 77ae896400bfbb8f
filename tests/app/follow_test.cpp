#include <doctest/doctest.h>

#include "kiosk/app/follow/follow_source.h"
#include "kiosk/app/follow/pause_after.h"
#include "kiosk/app/options.h"

using namespace kiosk;
using namespace std::chrono_literals;

TEST_CASE("pauses grow from seconds to a minute, or to the time between two looks") {
    struct Row {
        int failures;
        std::chrono::seconds every;
        std::chrono::seconds pause;
        const char* why;
    };
    const Row table[] = {
        {1, 60s, 5s, "a source that was restarted is back at once"},
        {2, 60s, 10s, "twice as long"},
        {4, 60s, 40s, "and again"},
        {5, 60s, 60s, "a minute, not 80 s"},
        {1000, 60s, 60s, "and never longer"},
        {1, 1s, 1s, "who looks every second tries again in a second"},
        {7, 1s, 60s, "and spares a server that is down nevertheless"},
        {4, 3600s, 40s, "who looks every hour doesn't lose an hour"},
        {12, 3600s, 3600s, "nor asks more often in the end"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        CHECK(pause_after(row.failures, row.every) == row.pause);
    }
}

TEST_CASE("how often to look is written as people write it") {
    CHECK(every_option("60s") == 60s);
    CHECK(every_option("5m") == 300s);
    CHECK(every_option("1h") == 3600s);
    CHECK(every_option("90") == 90s);
    CHECK(every_option("24h") == 86400s);
    for (const char* text : {"", "0", "0s", "-5s", "25h", "1441m", "86401", "5 years", "s", "1.5m", "99999999999999999999"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(every_option(text), UsageError);
    }
}

TEST_CASE("a source that can't be followed is refused before anything begins") {
    for (const char* source : {"", " ", "-", "ftp://example.org/a.xml", "file:///etc/passwd", "/"}) {
        CAPTURE(source);
        CHECK_THROWS_AS(check_source_option("--follow", source), UsageError);
    }
    check_source_option("--follow", "not-there-yet.xml");
    check_source_option("--follow", "HTTPS://example.org/schedule.xml");
}

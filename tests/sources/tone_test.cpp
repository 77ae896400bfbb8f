#include "kiosk/sources/sound/tone.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

using namespace kiosk;

TEST_CASE("each sign has a tone of its own, short, clear and without a click") {
    for (const Sign sign : {Sign::go, Sign::look, Sign::stop}) {
        const auto tone = tone_of(sign);
        CHECK(tone.size() > tone_rate / 5);
        CHECK(tone.size() < tone_rate * 6 / 10);
        CHECK(*std::ranges::max_element(tone) > 8000);
        CHECK(std::abs(tone.front()) < 300);
        CHECK(std::abs(tone.back()) < 300);
        int largest_step = 0;
        for (std::size_t i = 1; i < tone.size(); ++i) largest_step = std::max(largest_step, std::abs(tone[i] - tone[i - 1]));
        CHECK(largest_step < 4000);
    }
    CHECK(tone_of(Sign::go) != tone_of(Sign::look));
    CHECK(tone_of(Sign::look) != tone_of(Sign::stop));
    CHECK(tone_of(Sign::go) != tone_of(Sign::stop));
}

#include "kiosk/web/shares.h"

#include <doctest/doctest.h>

namespace kiosk {

TEST_CASE("no address gets more than its share, and what is given back is there for others") {
    Shares shares{10, 6};
    CHECK(shares.take("a", 4));
    CHECK_FALSE(shares.take("a", 3));
    CHECK(shares.take("b", 6));
    CHECK_FALSE(shares.take("c", 1));
    shares.give_back("b", 6);
    CHECK(shares.take("c", 1));
    CHECK(shares.take("a", 2));
    CHECK_FALSE(shares.take("a", 1));
}

}  // namespace kiosk

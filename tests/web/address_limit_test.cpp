#include "kiosk/web/address_limit.h"

#include <doctest/doctest.h>

#include <string>

namespace kiosk {

using namespace std::chrono_literals;

constexpr AddressLimit::Rate forms{.a_second = 100, .at_once = 1000};

TEST_CASE("all phones of a venue behind one address get through, and a program that tries codes out does not") {
    AddressLimit limit{forms};
    for (int second = 0; second < 600; ++second)
        for (int phone = 0; phone < 50; ++phone) CHECK(limit.may_send("198.51.100.1", 1s * second));

    int sent = 0;
    while (limit.may_send("203.0.113.9", 0s)) ++sent;
    CHECK(sent == 1000);
    CHECK_FALSE(limit.may_send("203.0.113.9", 5ms));
    CHECK(limit.may_send("203.0.113.9", 15ms));
    CHECK(limit.may_send("198.51.100.2", 15ms));
}

TEST_CASE("addresses that are never seen again take no memory for ever") {
    AddressLimit limit{forms};
    while (limit.may_send("used up", 0s)) {
    }
    for (int i = 0; i < 25'000; ++i) limit.may_send(std::to_string(i), 1ms);
    CHECK_FALSE(limit.may_send("used up", 2ms));
}

}  // namespace kiosk

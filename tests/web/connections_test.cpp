#include "kiosk/web/connections.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using State = Connection::State;

std::uint64_t come(Connections& connections, const std::string& address, std::chrono::milliseconds now = 0ms) {
    return connections.add({.socket = {}, .address = address}, now);
}

}  // namespace

TEST_CASE("who holds all connections of an address and sends nothing makes way for the next phone behind it") {
    Connections connections;
    std::vector<std::uint64_t> held;
    for (int i = 0; i < 1500; ++i) held.push_back(come(connections, "198.51.100.1", 1ms * (i + 1)));
    const auto elsewhere = come(connections, "203.0.113.9");
    connections.find(held[0])->state = State::served;

    const auto next = come(connections, "198.51.100.1", 2s);
    CHECK(connections.find(next));
    CHECK(connections.find(held[0]));
    CHECK_FALSE(connections.find(held[1]));
    CHECK(connections.find(held[2]));
    CHECK(connections.find(elsewhere));
}

TEST_CASE("an address whose connections are all being served gets no more, and others do") {
    Connections connections;
    for (int i = 0; i < 1500; ++i) connections.find(come(connections, "198.51.100.1"))->state = State::served;
    CHECK(come(connections, "198.51.100.1") == 0);
    CHECK(come(connections, "203.0.113.9") != 0);
}

TEST_CASE("from however many addresses they come, newcomers get in") {
    Connections connections;
    std::vector<std::uint64_t> all;
    for (int i = 0; i < 4100; ++i) all.push_back(come(connections, std::to_string(i % 1000), 1ms * i));
    CHECK(std::ranges::count(all, 0U) == 0);
    CHECK_FALSE(connections.find(all[99]));
    CHECK(connections.find(all[100]));
}

TEST_CASE("all addresses of one IPv6 network count as one") {
    Connections connections;
    for (int i = 0; i < 1500; ++i) connections.find(come(connections, "2001:db8:0:1::" + std::to_string(i)))->state = State::served;
    CHECK(come(connections, "2001:db8:0:1::ffff") == 0);
    CHECK(come(connections, "2001:db8:0:2::1") != 0);
}

TEST_CASE("who takes too long for a request goes, who is being served stays") {
    Connections connections;
    const auto slow = come(connections, "a"), served = come(connections, "a"), fresh = come(connections, "a", 1s);
    connections.find(served)->state = State::served;
    connections.remove_late(10s);
    CHECK_FALSE(connections.find(slow));
    CHECK(connections.find(served));
    CHECK(connections.find(fresh));
}

TEST_CASE("photos of one venue find memory and a place in line, those of one address never take all of it") {
    Connections connections;
    const auto photo = [&](const std::string& from, std::size_t bytes) {
        Connection& connection = *connections.find(come(connections, from));
        connection.head.body_bytes = bytes;
        return connections.photos().take_up(connection, from) ? &connection : nullptr;
    };
    std::vector<Connection*> of_venue;
    for (int i = 0; i < 20; ++i) of_venue.push_back(photo("198.51.100.1", 400'000));
    CHECK(std::ranges::count(of_venue, nullptr) == 0);

    int large = 0;
    while (photo("203.0.113.9", longest_photo)) ++large;
    CHECK(large == 4);
    CHECK(photo("192.0.2.1", 400'000));

    int in_line = 0;
    for (Connection* each : of_venue) in_line += connections.photos().line_up(*each) ? 1 : 0;
    CHECK(in_line == 6);
    CHECK(connections.photos().line_up(*photo("192.0.2.1", 400'000)));
    connections.photos().release(*of_venue[0]);
    CHECK(connections.photos().line_up(*of_venue[19]));
}

}  // namespace kiosk

#include "kiosk/web/gate.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>
#include <thread>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

/// A gate on a thread of its own, whose clock stands still; it answers each request with the address that it knows.
struct OpenGate {
    explicit OpenGate(std::vector<std::string> trusted) : gate(options(std::move(trusted))) {}
    ~OpenGate() { gate.stop(); }

    GateOptions options(std::vector<std::string> trusted) {
        return {.listen = {"127.0.0.1", 0},
                .trusted_proxies = std::move(trusted),
                .ticks = [] { return std::chrono::milliseconds{0}; },
                .hand_on = [this](GateRequest request) {
                    gate.reply({request.connection, request.address + (request.is_secure ? " over TLS" : ""), false});
                },
                .refusal = [](int status, const RequestHead&) { return std::to_string(status); }};
    }

    /// A connection that a request has gone out on, or the beginning of one.
    UniqueFd sent(const std::string& request) const {
        UniqueFd connection{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port = htons(gate.port());
        inet_pton(AF_INET, "127.0.0.1", &place.sin_addr);
        REQUIRE(connect(connection.get(), reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0);
        REQUIRE(send(connection.get(), request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
        return connection;
    }

    /// What comes back for one request, until the gate closes.
    std::string answer(const std::string& request) const {
        const UniqueFd connection = sent(request);
        std::string received;
        std::array<char, 1024> part;
        for (ssize_t count = 0; (count = recv(connection.get(), part.data(), part.size(), 0)) > 0;)
            received.append(part.data(), static_cast<std::size_t>(count));
        return received;
    }

    Gate gate;
    std::jthread thread{[this] { gate.run(); }};
};

std::string with(const std::string& fields) { return "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n"; }

}  // namespace

TEST_CASE("a proxy is believed what it says of a phone only where the organiser trusts it") {
    const std::string said = with("X-Forwarded-For: 10.0.0.1, 203.0.113.9\r\nX-Forwarded-Proto: https\r\n");
    CHECK(OpenGate{{}}.answer(said) == "127.0.0.1");
    CHECK(OpenGate{{"192.0.2.1"}}.answer(said) == "127.0.0.1");
    const OpenGate trusting{{"::1", "127.0.0.1"}};
    CHECK(trusting.answer(said) == "203.0.113.9 over TLS");
    CHECK(trusting.answer(with("X-Forwarded-For: 2001:db8::7\r\n")) == "2001:db8::7");
    CHECK(trusting.answer(with("X-Forwarded-For: nonsense\r\n")) == "127.0.0.1");
    CHECK(trusting.answer(with("")) == "127.0.0.1");
}

TEST_CASE("forms of one address are refused when they become far too many, and pages are not") {
    const OpenGate gate{{"127.0.0.1"}};
    const std::string form = "POST /go HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nX-Forwarded-For: 203.0.113.9\r\n";
    std::string many;
    for (int i = 0; i < 100; ++i) many += form + (i == 99 ? "Connection: close\r\n\r\n" : "\r\n");
    for (int i = 0; i < 10; ++i) CHECK(gate.answer(many).size() == 100 * std::string{"203.0.113.9"}.size());
    CHECK(gate.answer(form + "Connection: close\r\n\r\n") == "429");
    CHECK(gate.answer(with("X-Forwarded-For: 203.0.113.9\r\n")) == "203.0.113.9");
    CHECK(gate.answer("POST /go HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") == "127.0.0.1");
}

TEST_CASE("photos that one address never finishes leave the photos' way open to others") {
    const OpenGate gate{{"127.0.0.1"}};
    const auto photo_of = [](const std::string& address, int bytes) {
        return "POST /photo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: " + address + "\r\nContent-Length: " +
               std::to_string(bytes) + "\r\n\r\n";
    };
    std::vector<UniqueFd> endless;
    // Each is answered to go on, so the gate has taken it up.
    const auto begin = [&] {
        endless.push_back(gate.sent(photo_of("203.0.113.9", 5000000).insert(std::string{"POST /photo HTTP/1.1\r\n"}.size(), "Expect: 100-continue\r\n")));
        char answer = 0;
        REQUIRE(recv(endless.back().get(), &answer, 1, 0) == 1);
    };
    for (int i = 0; i < 3; ++i) begin();
    CHECK(gate.answer(photo_of("203.0.113.9", 0)) == "503");
    CHECK(gate.answer(photo_of("203.0.113.10", 0)) == "203.0.113.10");
    CHECK(gate.answer(photo_of("203.0.113.10", 0)) == "203.0.113.10");
}

}  // namespace kiosk

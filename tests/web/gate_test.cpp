#include "kiosk/web/gate.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

/// A gate on a thread of its own, whose clock only goes when it is told to; it answers each request with the address that
/// it knows, until "/wait": that and what comes after it has no answer.
struct OpenGate {
    explicit OpenGate(std::vector<std::string> trusted) : gate(options(std::move(trusted))) {}
    ~OpenGate() { gate.stop(); }

    GateOptions options(std::vector<std::string> trusted) {
        return {.listen = {"127.0.0.1", 0},
                .trusted_proxies = std::move(trusted),
                .ticks = [this] { return std::chrono::milliseconds{now.load()}; },
                .hand_on = [this](GateRequest request) {
                    if (held > 0 || request.head.target == "/wait") {
                        ++held;
                        return;
                    }
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

    std::atomic<int> now = 0;  // ms
    std::atomic<int> held = 0;  // without an answer
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
    CHECK(trusting.answer(with("X-Forwarded-For: 2001:db8::7\r\n")) == "2001:db8::");
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

TEST_CASE("pages are refused to who asks for far too many only while others wait for it") {
    OpenGate gate{{"127.0.0.1"}};
    const std::string page = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n";
    std::string many;
    for (int i = 0; i < 5000; ++i) many += page + (i == 4999 ? "Connection: close\r\n\r\n" : "\r\n");
    for (int i = 0; i < 2; ++i) CHECK(gate.answer(many).size() == 5000 * std::string{"203.0.113.9"}.size());

    std::vector<UniqueFd> sent;
    const auto send_and_hold = [&](const std::string& request) {
        sent.push_back(gate.sent(request));
        while (gate.held < static_cast<int>(sent.size())) std::this_thread::yield();
    };
    send_and_hold("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    gate.now = 301;
    for (int i = 0; i < 150; ++i) send_and_hold(with("X-Forwarded-For: 203.0.113.9\r\n"));
    CHECK(gate.answer(with("X-Forwarded-For: 203.0.113.9\r\n")) == "429");
    send_and_hold(with("X-Forwarded-For: 203.0.113.10\r\n"));
}

namespace {

/// The head of a photo, which waits for the word to go on.
std::string photo_head(const std::string& address, int bytes) {
    return "POST /photo HTTP/1.1\r\nExpect: 100-continue\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: " + address +
           "\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
}

/// A photo that the gate has taken up, of which nothing came so far; none where it was refused.
UniqueFd photo_begun(const OpenGate& gate, const std::string& address, int bytes) {
    UniqueFd photo = gate.sent(photo_head(address, bytes));
    std::array<char, 12> answer{};
    REQUIRE(recv(photo.get(), answer.data(), answer.size(), MSG_WAITALL) >= 3);
    return std::string{answer.data(), answer.size()} == "HTTP/1.1 100" ? std::move(photo) : UniqueFd{};
}

/// Whether the gate has let go of it; what else it sends is passed over.
bool has_ended(const UniqueFd& photo) {
    std::array<char, 256> part;
    while (true) {
        const ssize_t count = recv(photo.get(), part.data(), part.size(), MSG_DONTWAIT);
        if (count <= 0) return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    }
}

}  // namespace

TEST_CASE("photos that one address never finishes leave the photos' way open to others") {
    const OpenGate gate{{"127.0.0.1"}};
    std::vector<UniqueFd> endless;
    for (UniqueFd photo; (photo = photo_begun(gate, "203.0.113.9", 5'000'000));) endless.push_back(std::move(photo));
    CHECK(endless.size() == 6);
    for (int i = 0; i < 6; ++i) CHECK(gate.answer(photo_head("203.0.113.10", 0)) == "203.0.113.10");
}

TEST_CASE("a slow photo has half a minute, and one that hardly comes less") {
    OpenGate gate{{}};
    const UniqueFd slow = photo_begun(gate, "", 5'000'000), hardly = photo_begun(gate, "", 5'000'000);
    const std::string part(450'000, 'x');
    REQUIRE(send(slow.get(), part.data(), part.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(part.size()));
    const auto look_at = [&](std::chrono::milliseconds moment) {
        gate.now = static_cast<int>(moment.count());
        // The first one wakes the gate, which then looks at the time; the answer of the second says that it has done so.
        for (int i = 0; i < 2; ++i) gate.answer(with(""));
    };
    look_at(5s);
    CHECK_FALSE(has_ended(hardly));
    look_at(7s);
    CHECK(has_ended(hardly));
    look_at(29s);
    CHECK_FALSE(has_ended(slow));
    look_at(31s);
    CHECK(has_ended(slow));
}

}  // namespace kiosk

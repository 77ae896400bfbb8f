#include "kiosk/web/gate.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <deque>
#include <unordered_map>
#include <utility>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/text.h"
#include "kiosk/web/address_limit.h"
#include "kiosk/web/connection.h"
#include "kiosk/web/listening.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using State = Connection::State;

constexpr std::size_t most_connections = 4000, most_of_one_address = 1500, most_photos = 8, most_photos_of_one_address = 3;
constexpr milliseconds head_patience = 10s, photo_patience = 30s, idle_patience = 15s, write_patience = 15s, drain_patience = 5s;
constexpr milliseconds waits_at_most = 1500ms;  // a request for an answer, before newcomers are told that there is no time
constexpr std::size_t drained_at_most = 16U << 20U;
// Even a slow phone sends a photo faster, after its first seconds.
constexpr milliseconds slow_start = 5s;
constexpr std::size_t slowest_photo_a_second = 16 << 10;
constexpr int busy = 503, too_many = 429;
constexpr std::uint64_t replies_key = 1, first_listening_key = 2, first_connection_key = 16;

/// The phone that a proxy speaks for: the last address in its list.
std::string forwarded(const RequestHead& head) {
    std::string address;
    for (const auto& [name, value] : head.fields)
        if (name == "x-forwarded-for") address = std::string{trimmed(split(value, ',').back())};
    return is_network_address(address) ? address : "";
}

}  // namespace

struct Gate::Inside {
    explicit Inside(GateOptions from) : options(std::move(from)), sockets(listening_at(options.listen)) {
        watch(wake.get(), replies_key, EPOLLIN);
        for (std::size_t i = 0; i < sockets.size(); ++i) watch(sockets[i].get(), first_listening_key + i, EPOLLIN);
    }

    void watch(int descriptor, std::uint64_t key, std::uint32_t events) {
        epoll_event event{.events = events, .data = {.u64 = key}};
        if (epoll_ctl(poll.get(), EPOLL_CTL_ADD, descriptor, &event) != 0) throw ListenError("phones can't be served: no memory left");
    }

    void rewatch(std::uint64_t key, const Connection& connection, std::uint32_t events) const {
        epoll_event event{.events = events, .data = {.u64 = key}};
        epoll_ctl(poll.get(), EPOLL_CTL_MOD, connection.socket.get(), &event);
    }

    void accept_all(int listening) {
        for (int i = 0; i < 256; ++i) {
            Arrival arrival = accepted(listening);
            if (!arrival.socket) {
                // Out of descriptors: somebody has to go, or the loop would turn without rest.
                if ((errno == EMFILE || errno == ENFILE) && !make_space()) ::usleep(10'000);
                return;
            }
            if (connections.size() >= most_connections && !make_space()) continue;
            int& of_address = by_address[arrival.address];
            if (of_address >= static_cast<int>(most_of_one_address)) continue;
            ++of_address;
            const std::uint64_t key = next_key++;
            const milliseconds now = options.ticks();
            watch(arrival.socket.get(), key, EPOLLIN | EPOLLRDHUP);
            Connection connection{.socket = std::move(arrival.socket), .peer = std::move(arrival.address), .began = now, .ends = now + head_patience};
            connections.emplace(key, std::move(connection));
        }
    }

    /// Lets go of the connection that has kept us waiting longest.
    bool make_space() {
        const auto oldest = std::ranges::min_element(connections, {}, [](const auto& each) {
            return std::pair{each.second.state != State::reading, each.second.began};
        });
        if (oldest == connections.end() || oldest->second.state != State::reading) return false;
        close(oldest->first);
        return true;
    }

    void close(std::uint64_t key) {
        const auto found = connections.find(key);
        if (found == connections.end()) return;
        release_photo(found->second);
        if (const auto count = by_address.find(found->second.peer); count != by_address.end() && --count->second == 0) by_address.erase(count);
        connections.erase(found);
    }

    void read_from(std::uint64_t key, Connection& connection) {
        std::array<char, 64 << 10> part;
        bool has_ended = false;
        while (true) {
            const ssize_t count = recv(connection.socket.get(), part.data(), part.size(), 0);
            if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return close(key);
            if (count == 0) {
                connection.closes = has_ended = true;
                break;
            }
            if (connection.state == State::draining) {
                connection.drained += static_cast<std::size_t>(count);
                if (connection.drained > drained_at_most) return close(key);
                continue;
            }
            if (connection.received.empty()) {
                connection.began = options.ticks();
                connection.ends = connection.began + head_patience;
            }
            connection.received.append(part.data(), static_cast<std::size_t>(count));
            if (connection.received.size() > enough_of(connection)) break;
        }
        if (connection.state == State::reading) proceed(key, connection);
        if (!has_ended) return;
        // Who only stopped sending still gets an answer.
        const auto found = connections.find(key);
        if (found != connections.end() && (found->second.state == State::reading || found->second.state == State::draining)) close(key);
    }

    /// More than this is not read before what is there has been looked at.
    static std::size_t enough_of(const Connection& connection) {
        return longest_head + (connection.holds_photo ? longest_photo + around_photo : longest_form);
    }

    /// Goes on with what has arrived.
    void proceed(std::uint64_t key, Connection& connection) {
        if (connection.received.empty()) return;
        if (connection.head.state == RequestHead::State::incomplete) {
            connection.head = read_head(connection.received);
            if (connection.head.state == RequestHead::State::refused) return refuse(key, connection, connection.head.refusal);
            if (connection.head.state == RequestHead::State::incomplete) return;
            if (!admit_body(key, connection)) return;
        }
        if (connection.received.size() < connection.head.bytes + connection.head.body_bytes) return;
        hand_on(key, connection);
    }

    /// The phone's address: the other end's, or the one that a trusted proxy speaks for.
    std::string address_of(const Connection& connection) const {
        const std::string sent_for = is_proxy(connection) ? forwarded(connection.head) : "";
        return sent_for.empty() ? connection.peer : sent_for;
    }

    bool is_proxy(const Connection& connection) const {
        return std::ranges::find(options.trusted_proxies, connection.peer) != options.trusted_proxies.end();
    }

    /// Of the places for photos nobody gets all.
    bool take_photo(Connection& connection) {
        const std::string address = address_of(connection);
        const auto of_address = photos_by_address.find(address);
        if (photos >= most_photos || (of_address != photos_by_address.end() && of_address->second >= most_photos_of_one_address)) return false;
        ++photos;
        ++photos_by_address[address];
        connection.holds_photo = true;
        connection.photo_from = address;
        return true;
    }

    void release_photo(Connection& connection) {
        if (!std::exchange(connection.holds_photo, false)) return;
        --photos;
        if (const auto count = photos_by_address.find(connection.photo_from); count != photos_by_address.end() && --count->second == 0)
            photos_by_address.erase(count);
    }

    /// @return false when there is no time for a request with such a body
    bool admit_body(std::uint64_t key, Connection& connection) {
        if (connection.head.is_photo) {
            if (!take_photo(connection)) return refuse(key, connection, busy), false;
            connection.ends = connection.began + photo_patience;
        }
        const bool has_more_to_send = connection.received.size() < connection.head.bytes + connection.head.body_bytes;
        if (connection.head.waits_for_continue && has_more_to_send) {
            constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            send(connection.socket.get(), go_on.data(), go_on.size(), MSG_NOSIGNAL);
        }
        return true;
    }

    void hand_on(std::uint64_t key, Connection& connection) {
        const milliseconds now = options.ticks();
        const std::string address = address_of(connection);
        if (connection.head.method == "POST" && !limit.may_send(address, now)) return refuse(key, connection, too_many);
        if (!waiting.empty() && now - waiting.front() > waits_at_most) return refuse(key, connection, busy);
        GateRequest request{.connection = key,
                            .head = connection.head,
                            .body = connection.received.substr(connection.head.bytes, connection.head.body_bytes),
                            .address = address,
                            .is_secure = is_proxy(connection) && connection.head.field("x-forwarded-proto") == "https"};
        connection.received.erase(0, connection.head.bytes + connection.head.body_bytes);
        connection.state = State::served;
        connection.closes = connection.closes || !connection.head.keeps_alive;
        if (!connection.holds_photo) waiting.push_back(now);  // photos have a queue of their own
        rewatch(key, connection, EPOLLRDHUP);
        options.hand_on(std::move(request));
    }

    void refuse(std::uint64_t key, Connection& connection, int status) {
        connection.closes = true;
        answer(key, connection, options.refusal(status, connection.head));
    }

    void answer(std::uint64_t key, Connection& connection, std::string bytes) {
        connection.state = State::writing;
        connection.answer = std::move(bytes);
        connection.written = 0;
        connection.ends = options.ticks() + write_patience;
        write_to(key, connection);
    }

    void write_to(std::uint64_t key, Connection& connection) {
        while (connection.written < connection.answer.size()) {
            const ssize_t count = send(connection.socket.get(), connection.answer.data() + connection.written,
                                       connection.answer.size() - connection.written, MSG_NOSIGNAL);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return rewatch(key, connection, EPOLLOUT | EPOLLRDHUP);
            if (count <= 0) return close(key);
            connection.written += static_cast<std::size_t>(count);
        }
        finish(key, connection);
    }

    /// The answer is out.
    void finish(std::uint64_t key, Connection& connection) {
        const milliseconds now = options.ticks();
        release_photo(connection);
        connection.answer = {};
        connection.began = now;
        if (connection.closes) {
            shutdown(connection.socket.get(), SHUT_WR);
            connection.state = State::draining;
            connection.received = {};
            connection.ends = now + drain_patience;
            return rewatch(key, connection, EPOLLIN);
        }
        connection.state = State::reading;
        connection.head = {};
        connection.was_used = true;
        connection.ends = now + idle_patience;
        rewatch(key, connection, EPOLLIN | EPOLLRDHUP);
        proceed(key, connection);  // it may have sent the next one already
    }

    void take_replies() {
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto got = ::read(wake.get(), &rings, sizeof rings);
        for (GateReply& reply : replies.take()) {
            if (!reply.was_photo && !waiting.empty()) waiting.pop_front();
            const auto found = connections.find(reply.connection);
            if (found == connections.end()) continue;  // it left
            answer(reply.connection, found->second, std::move(reply.bytes));
        }
    }

    void handle(const epoll_event& event) {
        const std::uint64_t key = event.data.u64;
        if (key == replies_key) return take_replies();
        if (key < first_connection_key) return accept_all(sockets[key - first_listening_key].get());
        const auto found = connections.find(key);
        if (found == connections.end()) return;
        if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) return close(key);
        if ((event.events & EPOLLOUT) != 0) return write_to(key, found->second);
        if ((event.events & EPOLLIN) != 0) return read_from(key, found->second);
        if ((event.events & EPOLLRDHUP) != 0 && found->second.state == State::served) return rewatch(key, found->second, 0);
    }

    static bool is_too_slow(const Connection& connection, milliseconds now) {
        if (connection.state != State::reading || !connection.holds_photo) return false;
        const milliseconds taken = now - connection.began;
        const auto least = static_cast<std::size_t>(std::max<std::int64_t>(0, (taken - slow_start).count()) / 1000) * slowest_photo_a_second;
        return taken > slow_start && connection.received.size() < least;
    }

    void drop_slow_ones() {
        const milliseconds now = options.ticks();
        std::vector<std::uint64_t> late;
        for (const auto& [key, connection] : connections)
            if (connection.state != State::served && (now >= connection.ends || is_too_slow(connection, now))) late.push_back(key);
        for (const std::uint64_t key : late) close(key);
    }

    void run() {
        std::array<epoll_event, 256> events;
        milliseconds swept = options.ticks();
        while (!stopped) {
            const int count = epoll_wait(poll.get(), events.data(), static_cast<int>(events.size()), connections.empty() ? -1 : 1000);
            for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
            if (const milliseconds now = options.ticks(); now - swept >= 1s) {
                swept = now;
                drop_slow_ones();
            }
        }
    }

    void ring() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(wake.get(), &one, sizeof one);
    }

    GateOptions options;
    UniqueFd poll{epoll_create1(EPOLL_CLOEXEC)};
    UniqueFd wake{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    std::vector<UniqueFd> sockets;
    Mailbox<GateReply> replies{[this] { ring(); }};
    std::atomic<bool> stopped = false;

    std::unordered_map<std::uint64_t, Connection> connections = {};
    std::unordered_map<std::string, int> by_address = {};
    std::deque<milliseconds> waiting = {};  // since when each request waits for its answer, but for photos
    std::uint64_t next_key = first_connection_key;
    std::size_t photos = 0;  // on their way or being read
    std::unordered_map<std::string, std::size_t> photos_by_address = {};
    AddressLimit limit = {};
};

Gate::Gate(GateOptions options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Gate::~Gate() = default;

std::uint16_t Gate::port() const { return port_of(inside_->sockets.front().get()); }
void Gate::run() { inside_->run(); }
void Gate::reply(GateReply reply) { inside_->replies.post(std::move(reply)); }

void Gate::stop() {
    inside_->stopped = true;
    inside_->ring();
}

}  // namespace kiosk

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
#include <utility>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/text.h"
#include "kiosk/web/address_limit.h"
#include "kiosk/web/connections.h"
#include "kiosk/web/listening.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using State = Connection::State;

constexpr milliseconds photo_patience = 30s, idle_patience = 15s, write_patience = 15s, drain_patience = 5s;
constexpr milliseconds waits_at_most = 1500ms;  // a request for an answer, before newcomers are told that there is no time
constexpr milliseconds enough_for_all = 300ms;  // waits that nobody minds
constexpr std::size_t drained_at_most = 16U << 20U;
constexpr int busy = 503, too_many = 429;
constexpr std::uint64_t replies_key = 1, first_listening_key = 2;

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
        bool is_watched = watch(wake.get(), replies_key, EPOLLIN);
        for (std::size_t i = 0; i < sockets.size(); ++i) is_watched = watch(sockets[i].get(), first_listening_key + i, EPOLLIN) && is_watched;
        if (!is_watched) throw ListenError("phones can't be served: no memory left");
    }

    bool watch(int descriptor, std::uint64_t key, std::uint32_t events) {
        epoll_event event{.events = events, .data = {.u64 = key}};
        return epoll_ctl(poll.get(), EPOLL_CTL_ADD, descriptor, &event) == 0;
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
                if ((errno == EMFILE || errno == ENFILE) && !connections.make_room()) ::usleep(10'000);
                return;
            }
            const int descriptor = arrival.socket.get();
            const std::uint64_t key = connections.add(std::move(arrival), options.ticks());
            if (key != 0 && !watch(descriptor, key, EPOLLIN | EPOLLRDHUP)) connections.remove(key);
        }
    }

    void close(std::uint64_t key) { connections.remove(key); }

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
            if (connection.has_enough()) break;
        }
        if (connection.state == State::reading) proceed(key, connection);
        if (!has_ended) return;
        // Who only stopped sending still gets an answer.
        const Connection* left = connections.find(key);
        if (left && (left->state == State::reading || left->state == State::draining)) close(key);
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
        if (connection.received.size() < connection.whole()) return;
        hand_on(key, connection);
    }

    /// The phone's address, as far as limits go: the other end's, or the one that a trusted proxy speaks for.
    std::string address_of(const Connection& connection) const {
        const std::string sent_for = is_proxy(connection) ? forwarded(connection.head) : "";
        return one_address(sent_for.empty() ? connection.peer : sent_for);
    }

    bool is_proxy(const Connection& connection) const {
        return std::ranges::find(options.trusted_proxies, connection.peer) != options.trusted_proxies.end();
    }

    /// @return false when there is no time for a request with such a body
    bool admit_body(std::uint64_t key, Connection& connection) {
        if (connection.head.is_photo) {
            if (!connections.photos().take_up(connection, address_of(connection))) return refuse(key, connection, busy), false;
            connection.ends = connection.began + photo_patience;
            connection.received.reserve(connection.whole());
        }
        if (connection.head.waits_for_continue && connection.received.size() < connection.whole()) {
            constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            send(connection.socket.get(), go_on.data(), go_on.size(), MSG_NOSIGNAL);
        }
        return true;
    }

    /// For how long the oldest request has waited for its answer.
    milliseconds waits_for(milliseconds now) const { return waiting.empty() ? 0ms : now - waiting.front(); }

    /// What an answer would be that there is no time for; 0 when there is.
    int refusal_of(Connection& connection, const std::string& address, milliseconds now) {
        const bool is_form = connection.head.method == "POST";
        const bool is_within = (is_form ? forms : pages).may_send(address, now);
        // Who asks for pages without end takes time only from nobody, as long as there is enough for all.
        if (!is_within && (is_form || waits_for(now) > enough_for_all)) return too_many;
        if (waits_for(now) > waits_at_most) return busy;
        return connection.photo_memory > 0 && !connections.photos().line_up(connection) ? busy : 0;
    }

    void hand_on(std::uint64_t key, Connection& connection) {
        const milliseconds now = options.ticks();
        const std::string address = address_of(connection);
        if (const int status = refusal_of(connection, address, now)) return refuse(key, connection, status);
        GateRequest request{.connection = key,
                            .head = connection.head,
                            .body = connection.received.substr(connection.head.bytes, connection.head.body_bytes),
                            .address = address,
                            .is_secure = is_proxy(connection) && connection.head.field("x-forwarded-proto") == "https"};
        connection.received = connection.received.substr(connection.whole());  // the memory of a photo goes, too
        connection.state = State::served;
        connection.closes = connection.closes || !connection.head.keeps_alive;
        if (!connection.photo_is_in_line) waiting.push_back(now);  // photos have a line of their own
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
        connections.photos().release(connection);
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
        connection.ends = now + idle_patience;
        rewatch(key, connection, EPOLLIN | EPOLLRDHUP);
        proceed(key, connection);  // it may have sent the next one already
    }

    void take_replies() {
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto got = ::read(wake.get(), &rings, sizeof rings);
        for (GateReply& reply : replies.take()) {
            if (!reply.was_photo && !waiting.empty()) waiting.pop_front();
            if (Connection* connection = connections.find(reply.connection)) answer(reply.connection, *connection, std::move(reply.bytes));
        }
    }

    void handle(const epoll_event& event) {
        const std::uint64_t key = event.data.u64;
        if (key == replies_key) return take_replies();
        if (key < Connections::first_key) return accept_all(sockets[key - first_listening_key].get());
        Connection* connection = connections.find(key);
        if (!connection) return;
        if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) return close(key);
        if ((event.events & EPOLLOUT) != 0) return write_to(key, *connection);
        if ((event.events & EPOLLIN) != 0) return read_from(key, *connection);
        if ((event.events & EPOLLRDHUP) != 0 && connection->state == State::served) return rewatch(key, *connection, 0);
    }

    void run() {
        std::array<epoll_event, 256> events;
        milliseconds swept = options.ticks();
        while (!stopped) {
            const int count = epoll_wait(poll.get(), events.data(), static_cast<int>(events.size()), connections.empty() ? -1 : 1000);
            for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
            if (const milliseconds now = options.ticks(); now - swept >= 1s) {
                swept = now;
                connections.remove_late(now);
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

    Connections connections = {};
    std::deque<milliseconds> waiting = {};  // since when each request waits for its answer, but for photos
    AddressLimit forms{{.a_second = 100, .at_once = 1000}};
    AddressLimit pages{{.a_second = 500, .at_once = 5000}};
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

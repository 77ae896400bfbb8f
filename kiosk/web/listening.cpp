#include "kiosk/web/listening.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "kiosk/base/text.h"
#include "kiosk/web/gate.h"

namespace kiosk {
namespace {

constexpr int waiting = 512;  // that nobody has accepted yet
constexpr rlim_t wanted_descriptors = 8192;

union AnyAddress {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
};

ListenError error(const ListenAddress& address, const char* why) {
    return ListenError("phones can't be served at " + (address.address.empty() ? "port" : in_url(address.address) + ",") + " " +
                       std::to_string(address.port) + ": " + why);
}

void set(int socket, int level, int option) {
    const int yes = 1;
    setsockopt(socket, level, option, &yes, sizeof yes);
}

/// @return no descriptor when it can't be; errno says why
UniqueFd listening(const AnyAddress& address, socklen_t size) {
    UniqueFd socket_{socket(address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    if (!socket_) return {};
    set(socket_.get(), SOL_SOCKET, SO_REUSEADDR);
    if (address.any.sa_family == AF_INET6) set(socket_.get(), IPPROTO_IPV6, IPV6_V6ONLY);
    if (bind(socket_.get(), &address.any, size) != 0 || listen(socket_.get(), waiting) != 0) {
        const int why = errno;
        socket_ = UniqueFd{};
        errno = why;
    }
    return socket_;
}

UniqueFd listening_v4(const std::string& address, std::uint16_t port) {
    AnyAddress place{};
    place.v4.sin_family = AF_INET;
    place.v4.sin_port = htons(port);
    if (!address.empty()) inet_pton(AF_INET, address.c_str(), &place.v4.sin_addr);
    return listening(place, sizeof place.v4);
}

UniqueFd listening_v6(const std::string& address, std::uint16_t port) {
    AnyAddress place{};
    place.v6.sin6_family = AF_INET6;
    place.v6.sin6_port = htons(port);
    if (!address.empty()) inet_pton(AF_INET6, address.c_str(), &place.v6.sin6_addr);
    return listening(place, sizeof place.v6);
}

}  // namespace

std::vector<UniqueFd> listening_at(const ListenAddress& address) {
    const bool is_v6 = address.address.find(':') != std::string::npos;
    std::vector<UniqueFd> sockets;
    sockets.push_back(is_v6 ? listening_v6(address.address, address.port) : listening_v4(address.address, address.port));
    if (!sockets.front()) throw error(address, std::strerror(errno));
    // A machine without IPv6 listens without it.
    if (address.address.empty())
        if (UniqueFd six = listening_v6("", port_of(sockets.front().get()))) sockets.push_back(std::move(six));
    return sockets;
}

std::uint16_t port_of(int socket) {
    AnyAddress address{};
    socklen_t size = sizeof address;
    if (getsockname(socket, &address.any, &size) != 0) return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

Arrival accepted(int listening) {
    AnyAddress address{};
    socklen_t size = sizeof address;
    Arrival arrival{.socket = UniqueFd{accept4(listening, &address.any, &size, SOCK_NONBLOCK | SOCK_CLOEXEC)}};
    if (!arrival.socket) return arrival;
    set(arrival.socket.get(), IPPROTO_TCP, TCP_NODELAY);
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool is_v6 = address.any.sa_family == AF_INET6;
    const void* bytes = is_v6 ? static_cast<const void*>(&address.v6.sin6_addr) : static_cast<const void*>(&address.v4.sin_addr);
    if (inet_ntop(address.any.sa_family, bytes, text.data(), text.size())) arrival.address = text.data();
    return arrival;
}

void allow_many_connections() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted_descriptors) return;
    limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? wanted_descriptors : std::min(wanted_descriptors, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace kiosk

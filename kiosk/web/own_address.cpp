#include "kiosk/web/own_address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <fstream>

#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

using Interfaces = Owned<ifaddrs, freeifaddrs>;

/// The interface that leads out of the network; empty when none does.
std::string way_out() {
    std::ifstream routes{"/proc/net/route"};
    std::string line, interface, destination;
    std::getline(routes, line);
    while (routes >> interface >> destination && std::getline(routes, line))
        if (destination == "00000000") return interface;
    return {};
}

bool starts_so(const std::string& name, std::initializer_list<const char*> starts) {
    for (const char* start : starts)
        if (name.starts_with(start)) return true;
    return false;
}

/// How well an address serves: 0 not at all.
int worth(const ifaddrs& interface, const std::string& out) {
    const bool is_up = (interface.ifa_flags & IFF_UP) != 0 && (interface.ifa_flags & IFF_RUNNING) != 0;
    if (!interface.ifa_addr || !is_up || (interface.ifa_flags & IFF_LOOPBACK) != 0) return 0;
    const std::string name = interface.ifa_name;
    int points = name == out ? 8 : starts_so(name, {"docker", "veth", "virbr", "br-", "tun", "tap", "wg"}) ? 1 : 4;
    if (interface.ifa_addr->sa_family == AF_INET) {
        const auto address = ntohl(reinterpret_cast<const sockaddr_in*>(interface.ifa_addr)->sin_addr.s_addr);
        const bool is_local = (address >> 16U) == 0xA9FEU;  // 169.254: nobody gave an address
        return is_local ? 1 : points + 2;
    }
    if (interface.ifa_addr->sa_family != AF_INET6) return 0;
    const auto& address = reinterpret_cast<const sockaddr_in6*>(interface.ifa_addr)->sin6_addr;
    return IN6_IS_ADDR_LINKLOCAL(&address) ? 0 : points;
}

std::string text_of(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = address.sa_family == AF_INET
                            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr)
                            : static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
    return inet_ntop(address.sa_family, bytes, text.data(), text.size()) ? text.data() : "";
}

}  // namespace

std::string own_address() {
    ifaddrs* raw = nullptr;
    if (getifaddrs(&raw) != 0) return {};
    const Interfaces all{raw};
    const std::string out = way_out();
    const ifaddrs* best = nullptr;
    int most = 0;
    for (const ifaddrs* each = all.get(); each; each = each->ifa_next)
        if (const int points = worth(*each, out); points > most) best = each, most = points;
    return best ? text_of(*best->ifa_addr) : "";
}

}  // namespace kiosk

#include "kiosk/web/listen_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace kiosk {
namespace {

std::optional<std::uint16_t> port_in(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool is_whole = error == std::errc{} && end == digits.data() + digits.size();
    return is_whole ? std::optional{port} : std::nullopt;
}

std::optional<ListenAddress> checked(std::string_view address, std::string_view port) {
    ListenAddress result{.address = std::string{address}};
    if (!address.empty() && !is_network_address(result.address)) return std::nullopt;
    if (port.empty()) return result;
    const auto number = port_in(port);
    if (!number) return std::nullopt;
    result.port = *number;
    return result;
}

}  // namespace

bool is_network_address(const std::string& text) {
    in6_addr bytes{};
    return inet_pton(AF_INET, text.c_str(), &bytes) == 1 || inet_pton(AF_INET6, text.c_str(), &bytes) == 1;
}

std::string one_address(const std::string& address) {
    in6_addr bytes{};
    if (inet_pton(AF_INET6, address.c_str(), &bytes) != 1) return address;
    constexpr std::size_t of_network = 8;
    std::fill(std::begin(bytes.s6_addr) + of_network, std::end(bytes.s6_addr), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> text{};
    return inet_ntop(AF_INET6, &bytes, text.data(), text.size()) ? text.data() : address;
}

std::string in_url(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

std::optional<ListenAddress> listen_address(std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (text.front() == '[') {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view rest = text.substr(end + 1);
        if (!rest.empty() && (rest.front() != ':' || rest.size() == 1)) return std::nullopt;
        return checked(text.substr(1, end - 1), rest.empty() ? rest : rest.substr(1));
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return port_in(text) ? checked("", text) : checked(text, "");
    if (text.find(':', colon + 1) != std::string_view::npos) return checked(text, "");  // IPv6 without brackets
    if (colon + 1 == text.size()) return std::nullopt;
    return checked(text.substr(0, colon), text.substr(colon + 1));
}

}  // namespace kiosk

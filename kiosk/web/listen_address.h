#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// Where phones are listened to.
struct ListenAddress {
    std::string address = {};  // IPv4 or IPv6 without brackets; empty: every address of this machine
    std::uint16_t port = 8013;

    bool operator==(const ListenAddress&) const = default;
};

/// Reads "192.168.1.5:8013", "[fe80::1]:8013", ":8013", "8013" or an address alone.
///
/// @return none when it is anything else
std::optional<ListenAddress> listen_address(std::string_view text);

/// Whether a text is an IPv4 or IPv6 address.
bool is_network_address(const std::string& text);

/// Whose phones share what one address may do: an IPv4 address; of IPv6, where one phone has as many as it likes, the
/// network that it is in (/64).
std::string one_address(const std::string& address);

/// An address as it stands in a URL: IPv6 in brackets.
std::string in_url(const std::string& address);

}  // namespace kiosk

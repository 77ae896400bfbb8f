#pragma once

#include <string>
#include <vector>

#include "kiosk/base/unique_fd.h"
#include "kiosk/web/listen_address.h"

namespace kiosk {

/// Sockets that listen at an address; where it is every address, for IPv4 and IPv6.
///
/// @throws ListenError
std::vector<UniqueFd> listening_at(const ListenAddress& address);

/// The port of a listening socket.
std::uint16_t port_of(int socket);

/// A phone that has come, with its address; no descriptor when nobody waits.
struct Arrival {
    UniqueFd socket = {};
    std::string address = {};
};
Arrival accepted(int listening);

/// Lets this program hold some thousand connections, as far as the system allows.
void allow_many_connections();

}  // namespace kiosk

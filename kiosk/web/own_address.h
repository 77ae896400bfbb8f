#pragma once

#include <string>

namespace kiosk {

/// The address by which others in the network reach this machine, rather IPv4, rather on the way out of the network.
///
/// @return empty when it is in no network
std::string own_address();

}  // namespace kiosk

#pragma once

#include <string>

namespace kiosk {

/// A server's key and the certificate that it signed itself, in PEM.
struct ServerCertificate {
    std::string key = {};
    std::string certificate = {};
};

/// Makes a key (P-256) and a certificate that is valid at any time, since neither the hub's clock nor a screen's may be
/// right: what makes it trusted is that devices pin it.
///
/// @throws HubError  when the library can't
ServerCertificate make_server_certificate();

}  // namespace kiosk

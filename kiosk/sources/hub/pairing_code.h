#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// What a machine needs to become a device of a hub.
struct PairingCode {
    std::string host = {};
    int port = 0;
    std::string database = {};
    std::string secret = {};       // 26 characters of base 32, good for one use
    std::string fingerprint = {};  // of the hub's certificate: the first 32 hexadecimal digits of its SHA-256

    bool operator==(const PairingCode&) const = default;
};

/// The code as text: "KIOSK/HOST/PORT/DATABASE/SECRET/FINGERPRINT/CHECK", of letters that a QR code packs densely and a
/// scanner can type.
std::string text_of(const PairingCode& code);

/// Reads a code, as scanned or typed: case and white space around don't count.
///
/// @return none when it is no such code, or a letter of it is wrong
std::optional<PairingCode> pairing_code_in(std::string_view text);

/// Whether a text means to be a pairing code, right or wrong.
bool looks_like_pairing_code(std::string_view text);

}  // namespace kiosk

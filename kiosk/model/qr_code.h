#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A QR code without its quiet zone.
struct QrCode {
    int size = 0;                    // modules on each side
    std::vector<bool> is_dark = {};  // row by row

    bool dark_at(int column, int row) const { return is_dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) + static_cast<std::size_t>(column)]; }
    bool operator==(const QrCode&) const = default;
};

/// The smallest QR code of error correction level M that says a text. Upper-case codes come out smaller.
///
/// @throws std::runtime_error  when the text is empty or longer than a QR code holds
QrCode qr_code(std::string_view text);

/// Modules that have to stay light around a code.
constexpr int quiet_zone = 4;

/// The code for a terminal of whatever colours: black on white, two rows a line (half blocks of Unicode), its quiet zone
/// included.
std::string qr_for_terminal(const QrCode& code);

/// The code as an SVG document, its quiet zone included.
std::string qr_svg(const QrCode& code);

}  // namespace kiosk

#include "kiosk/model/qr_code.h"

#include <qrencode.h>

#include <cerrno>
#include <stdexcept>

#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

QRcode* encode(const std::string& text) {
    constexpr int smallest = 0;
    // The text form packs capitals and digits closely, and knows no zero bytes.
    if (text.find('\0') == std::string::npos) return QRcode_encodeString(text.c_str(), smallest, QR_ECLEVEL_M, QR_MODE_8, 1);
    return QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), smallest, QR_ECLEVEL_M);
}

}  // namespace

QrCode qr_code(std::string_view text) {
    const Owned<QRcode, QRcode_free> made{encode(std::string{text})};
    if (!made) throw std::runtime_error(errno == ERANGE ? "the code is longer than a QR code holds" : "the code is empty");
    QrCode code{.size = made->width};
    const auto count = static_cast<std::size_t>(code.size) * static_cast<std::size_t>(code.size);
    for (std::size_t i = 0; i < count; ++i) code.is_dark.push_back((made->data[i] & 1U) != 0);
    return code;
}

std::string qr_for_terminal(const QrCode& code) {
    constexpr const char* black_on_white = "\x1b[30;107m";
    constexpr const char* as_before = "\x1b[0m";
    const auto is_dark = [&](int column, int row) {
        return column >= 0 && row >= 0 && column < code.size && row < code.size && code.dark_at(column, row);
    };
    std::string text;
    for (int row = -quiet_zone; row < code.size + quiet_zone; row += 2) {
        text += black_on_white;
        for (int column = -quiet_zone; column < code.size + quiet_zone; ++column) {
            const bool upper = is_dark(column, row), lower = is_dark(column, row + 1);
            text += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        text.append(as_before).append("\n");
    }
    return text;
}

std::string qr_svg(const QrCode& code) {
    const std::string side = std::to_string(code.size + 2 * quiet_zone);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ";
    svg.append(side).append(" ").append(side).append(
        "\" width=\"40mm\" height=\"40mm\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" "
                      "fill=\"#fff\"/><path fill=\"#000\" d=\"");
    for (int row = 0; row < code.size; ++row)
        for (int column = 0; column < code.size; ++column)
            if (code.dark_at(column, row))
                svg.append("M").append(std::to_string(column + quiet_zone)).append(" ").append(std::to_string(row + quiet_zone)).append(
                    "h1v1h-1z");
    return svg + "\"/></svg>\n";
}

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "kiosk/paper/badge_sheet.h"
#include "kiosk/model/qr_code.h"

namespace kiosk {

/// What stands on one badge.
struct Badge {
    std::string name = {};  // in any script
    std::string company = {};
    std::string ticket_type = {};
    std::string event = {};
    std::string code = {};  // what the QR code says
    std::string typed = {};  // the same for somebody who types it, below it; may be empty
};

/// Writes a PDF of A4 sheets with cut marks.
///
/// @throws std::runtime_error  when it can't be written
void write_badges(const std::filesystem::path& file, std::span<const Badge> badges, const BadgeSize& size);

/// Writes a QR code as a picture, 10 pixels a module, its quiet zone included.
///
/// @throws std::runtime_error  when it can't be written
void write_qr_png(const std::filesystem::path& file, const QrCode& code);

}  // namespace kiosk

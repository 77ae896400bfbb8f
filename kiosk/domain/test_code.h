#pragma once

#include <string_view>

namespace kiosk {

/// What the printed test code says. Its first letters lie on the same keys everywhere; the others show the layout that a
/// keyboard scanner types in. It fits a QR code's alphanumeric mode.
inline constexpr std::string_view test_code = "TESTTEST-QWYZAM-0123456789";

/// Whether a scan is the test code, typed in whatever layout and case.
///
/// @param arrived  without blanks at the ends
bool is_test_code(std::string_view arrived);

}  // namespace kiosk

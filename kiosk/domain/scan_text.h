#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// The text that a code holds, from what a scanner sent: without the line end or tab after it, blanks about it, a byte
/// order mark, the symbology mark before it ("]Q1") and the encoding mark ("\000026"). Where the symbology mark
/// announces encoding marks (ISO/IEC 18004, annex on transmission: Q2, Q4, Q6), those within the text go as well, and
/// doubled backslashes become one.
std::string scan_text(std::string_view sent);

}  // namespace kiosk

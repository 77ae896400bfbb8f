#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// A text as it is compared when case and white space don't count: small letters of any script, one space between
/// words, none at the ends. Not for showing.
std::string folded(std::string_view text);

}  // namespace kiosk

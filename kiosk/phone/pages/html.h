#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// A text where HTML expects text or a quoted value: nothing in it is markup. Control characters are left out.
std::string html(std::string_view text);

}  // namespace kiosk

#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// A ticket's code as it is compared when somebody has typed it: capital letters and digits alone, of those that look alike
/// on paper one (O and 0; I, L and 1; S and 5; Z and 2; B and 8). Digits of an Arabic or Persian keyboard are the same
/// digits. Not for showing.
///
/// @return empty where nobody types it: it is too long, or has letters that a keyboard may lack
std::string typed_form(std::string_view code);

}  // namespace kiosk

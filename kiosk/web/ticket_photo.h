#pragma once

#include <functional>
#include <string_view>

#include "kiosk/phone/phone_request.h"

namespace kiosk {

/// Looks for a code on a photo. Memory is bounded by the pictures that are taken, time by `goes_on`.
///
/// @param goes_on  asked before each trick; false ends the search
PhotoReading read_photo(std::string_view bytes, const std::function<bool()>& goes_on);

}  // namespace kiosk

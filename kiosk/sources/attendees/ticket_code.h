#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// The code that a scan, or a cell of an attendee list, means: one form for both, so that they compare as bytes.
///
/// An Indico QR code is JSON, `{"i":[2,"host","base64 of a UUID"]}` or the older `{"checkin_secret":"UUID", …}`: it
/// means its secret, written as a UUID in small letters, which is how Indico's lists give it. Any other text means
/// itself, without blanks at its ends. Never throws.
std::string code_meant_by(std::string_view scanned);

}  // namespace kiosk

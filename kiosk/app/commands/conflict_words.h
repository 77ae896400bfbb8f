#pragma once

#include <string>

#include "kiosk/base/zone.h"
#include "kiosk/domain/placing.h"

namespace kiosk {

/// Says what speaks against a place and time: "in “Liffey” there is then “Opening” (2013-05-16 10:00–11:00)".
///
/// @param conflict  not empty
std::string conflict_words(const Placing& placing, const PlacingConflict& conflict, const Zone& zone);

}  // namespace kiosk

#pragma once

#include <span>

#include "kiosk/sources/codes/found_code.h"

namespace kiosk {

/// Gives each part of a text that was spread over several codes the whole text, where every part is there, in whatever
/// order and pictures; the codes then count as whole. Parts that do not fit together stay as they are.
///
/// @param pictures  what was found in each picture
void join_parts(std::span<FoundCodes> pictures);

}  // namespace kiosk

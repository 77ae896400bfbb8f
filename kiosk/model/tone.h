#pragma once

namespace kiosk {

/// What a line of words means; the screens give each tone its colour, the words say the same.
enum class Tone { plain, quiet, now, next, changed, alarm };

}  // namespace kiosk

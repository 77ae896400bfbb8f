#pragma once

namespace kiosk {

/// What a module of a QR code must be whatever the code says.
enum class Known { free, black, white };

/// What is known of a module: finder patterns with the white about them, timing patterns, the alignment pattern at the
/// lower right, and the white ground outside.
///
/// @param x     from 0 on the left; -1 and size are the ground
/// @param size  modules along a side
Known known_module(int x, int y, int size);

}  // namespace kiosk

#pragma once

#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// The picture in another size, each pixel the mean of what it covers (smaller) or drawn between its neighbours
/// (larger). The sizes are at least 1.
GreyPicture resized(const GreyPicture& picture, int width, int height);

/// Half as wide and high, or a third, …; the fastest way to a smaller picture.
GreyPicture shrunk(const GreyPicture& picture, int by);

/// Black for white.
GreyPicture inverted(GreyPicture picture);

/// Each pixel as it stands among its neighbours: the darkest and brightest within `reach_px` become black and white.
/// Lifts codes out of shadow and glare.
GreyPicture with_local_contrast(const GreyPicture& picture, int reach_px);

/// Black where a pixel is darker than the mean within `reach_px` by more than `percent` of it, else white.
GreyPicture thresholded(const GreyPicture& picture, int reach_px, int percent);

/// The mean of the square of `reach_px` to each side.
GreyPicture blurred(const GreyPicture& picture, int reach_px);

/// Edges made stronger: the picture minus `strength` times what the blur by `reach_px` leaves.
GreyPicture sharpened(const GreyPicture& picture, int reach_px, float strength);

/// Middle value of each pixel and its eight neighbours: takes speckles away.
GreyPicture without_speckles(const GreyPicture& picture);

/// Brightness raised to a power: below 1 opens the dark parts, above 1 the bright ones.
GreyPicture with_gamma(GreyPicture picture, float power);

}  // namespace kiosk

#pragma once

#include "kiosk/sources/pictures/tricks.h"

/// The ways of looking at a picture that decoders choose from, as plain functions for their tables.
namespace kiosk::looks {

template <int By>
GreyPicture smaller(const GreyPicture& picture) {
    return shrunk(picture, By);
}

inline GreyPicture twice(const GreyPicture& picture) { return resized(picture, picture.width * 2, picture.height * 2); }
inline GreyPicture negative(const GreyPicture& picture) { return inverted(picture); }

template <int ReachPx>
GreyPicture contrasted(const GreyPicture& picture) {
    return with_local_contrast(picture, ReachPx);
}

template <int ReachPx>
GreyPicture softer(const GreyPicture& picture) {
    return blurred(picture, ReachPx);
}

template <int ReachPx, int Percent>
GreyPicture inked(const GreyPicture& picture) {
    return thresholded(picture, ReachPx, Percent);
}

inline GreyPicture sharper(const GreyPicture& picture) { return sharpened(picture, 2, 2); }
inline GreyPicture much_sharper(const GreyPicture& picture) { return sharpened(picture, 4, 3); }
inline GreyPicture smaller_sharper(const GreyPicture& picture) { return sharper(smaller<2>(picture)); }
inline GreyPicture twice_softer(const GreyPicture& picture) { return softer<2>(twice(picture)); }
inline GreyPicture twice_sharper(const GreyPicture& picture) { return sharper(twice(picture)); }
inline GreyPicture brighter(const GreyPicture& picture) { return with_gamma(picture, 0.5F); }
inline GreyPicture darker(const GreyPicture& picture) { return with_gamma(picture, 2); }
inline GreyPicture wider(const GreyPicture& picture) { return resized(picture, picture.width * 3 / 2, picture.height); }
inline GreyPicture taller(const GreyPicture& picture) {
    return resized(picture, picture.width, picture.height * 3 / 2);
}
inline GreyPicture negative_contrasted(const GreyPicture& picture) { return negative(contrasted<32>(picture)); }

}  // namespace kiosk::looks

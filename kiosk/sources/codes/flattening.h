#pragma once

#include <array>
#include <vector>

#include "kiosk/sources/codes/found_code.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// A QR code as it would have been printed: four pixels a module on a white ground of four modules.
struct FlatCode {
    GreyPicture picture = {};
    std::array<PicturePoint, 4> corners = {};  // where it lay
};

/// Flattens codes on cloth, on something round or seen aslant: finds their finder patterns, lays a net over each and
/// pulls its knots until the modules under the meshes are as plainly black or white as they can be.
///
/// @return  the likeliest first, at most two; what is in them may still not be readable
std::vector<FlatCode> flattened(const GreyPicture& picture);

}  // namespace kiosk

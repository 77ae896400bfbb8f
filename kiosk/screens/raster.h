#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/screens/canvas.h"

struct ImDrawData;

namespace kiosk {

/// Turns what ImGui wants drawn into pixels, without a graphics library.
///
/// Keeps in mind what each tile of the screen was made of, and draws only the tiles that would look different. Textures
/// are `Bitmap*`; anything drawn with another texture id is drawn plain.
class Raster {
  public:
    /// Draws onto the canvas.
    ///
    /// @param canvas  holds what the last call left there; a canvas of another size or address is drawn whole
    /// @return        the boxes that were drawn, in no order; empty when nothing changed
    std::vector<PixelBox> draw(const ImDrawData& drawing, const Canvas& canvas);

    /// Forgets what the canvas holds: the next call draws all of it.
    void forget() { tile_marks_.clear(); }

  private:
    std::vector<std::uint64_t> tile_marks_ = {};  // a hash of all that touches the tile, row by row
    Canvas last_ = {};
};

}  // namespace kiosk

#pragma once

#include <vector>

#include "kiosk/sources/codes/finder_patterns.h"
#include "kiosk/sources/codes/flattening.h"
#include "kiosk/sources/codes/known_modules.h"
#include "kiosk/sources/pictures/grey_picture.h"

namespace kiosk {

/// From a code's plane to the picture, as a projection sees it.
struct Perspective {
    float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;

    PicturePoint at(float u, float v) const {
        const float w = g * u + h * v + 1;
        return {(a * u + b * v + c) / w, (d * u + e * v + f) / w};
    }
};

/// A net over a code: its knots say how far the paper there lies from where the perspective has it.
class CodeNet {
  public:
    /// Hangs the net between three finder patterns.
    ///
    /// @param picture  must outlive the net
    /// @param size     modules along a side
    CodeNet(const GreyPicture& picture, const FinderTriple& triple, int size);

    /// Tries the fourth corner in a widening square about where a parallelogram has it.
    void find_corner();

    /// How well the finder and timing patterns lie under the net: 1 for a clean print, about 0 for anything else.
    float fit() const { return fit_of(true); }

    /// The same of the finder patterns alone.
    float finder_fit() const { return fit_of(false); }

    /// Pulls at every knot of nets of smaller and smaller meshes.
    void settle();

    /// What now lies under the net.
    FlatCode code() const;

  private:
    /// In modules.
    struct Shift {
        float x = 0;
        float y = 0;
    };

    GreyPicture printed() const;
    PicturePoint at(float u, float v) const;
    void set_corner(Shift shift);
    void set_knots(int cells);
    Shift shift_at(float u, float v) const;
    float ink(float px, float py) const;
    float middle_ink(int x, int y) const;
    float darkness(int x, int y) const;
    float fit_of(bool with_timing) const;
    float glance() const;
    float score(int left, int top, int right, int bottom) const;
    float strain(int x, int y) const;
    bool pull_all(float step);
    bool pull(int x, int y, float step);

    float place(int knot, int cells) const {
        return static_cast<float>(size_) * static_cast<float>(knot) / static_cast<float>(cells);
    }
    Shift& knot(int x, int y) { return knots_[static_cast<std::size_t>(y * (cells_ + 1) + x)]; }
    const Shift& knot(int x, int y) const { return knots_[static_cast<std::size_t>(y * (cells_ + 1) + x)]; }
    Known known_at(int x, int y) const { return known_[static_cast<std::size_t>((y + 1) * (size_ + 2) + x + 1)]; }

    const GreyPicture* picture_;
    FinderTriple triple_;
    int size_;
    float span_;           // between the middles of two finder patterns
    PicturePoint across_;  // a module to the right, about
    PicturePoint along_;   // a module down
    Perspective perspective_ = {};
    std::vector<Known> known_ = {};  // with a ring of ground
    std::vector<Shift> knots_ = {};
    int cells_ = 1;
};

}  // namespace kiosk

#pragma once

#include <array>
#include <string>
#include <vector>

namespace kiosk {

/// A point in a picture, pixels from its upper left.
struct PicturePoint {
    float x = 0;
    float y = 0;
};

/// One code that was read.
struct FoundCode {
    std::string text = {};                     // UTF-8, whatever the code's own encoding
    std::array<PicturePoint, 4> corners = {};  // in the order around it
    int part = -1;                             // of a text spread over several codes, from 0; -1: it is whole
    int parts = -1;                            // how many there are
    std::string sequence = {};                 // what all parts of one text have in common
};

using FoundCodes = std::vector<FoundCode>;

}  // namespace kiosk

#pragma once

#include <cstdint>

#include "kiosk/domain/verdict.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// The colours of one sign: a ground that fills the screen, words on it that have a contrast of 7:1 or more.
struct SignColours {
    std::uint32_t ground;
    std::uint32_t card;
    std::uint32_t words;
    std::uint32_t sign;
};

SignColours colours_of(Sign sign);

/// A tick in a circle, a mark in a square, a cross in an octagon: told apart without their colours.
void draw_sign(Page& page, Sign sign, float x, float y, float side);

}  // namespace kiosk

#pragma once

#include "kiosk/model/phone_panel.h"
#include "kiosk/screens/page.h"

namespace kiosk {

/// How wide and high a code is drawn, its quiet zone included: the code itself is at least 1/5 of the shorter side.
///
/// @param wanted  pixels; 0: as small as may be
float code_side(const Page& page, const QrCode& code, float wanted = 0);

/// How high a panel is at least.
float phone_panel_height(const Page& page, const PhonePanel& panel);

/// Draws a code with its quiet zone, never as in a mirror, whatever the page.
void draw_code(Page& page, const QrCode& code, float x, float y, float side);

/// Draws a panel: the code, its words beside it.
void draw_phone_panel(Page& page, const PhonePanel& panel, float x, float y, float width);

/// Draws a panel in a narrow column: the code, its words below it.
///
/// @return where it ends
float draw_phone_column(Page& page, const PhonePanel& panel, float x, float y, float width);

}  // namespace kiosk

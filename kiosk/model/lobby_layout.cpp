#include "kiosk/model/lobby_layout.h"

#include <algorithm>

namespace kiosk {

double LobbyLayout::body(bool with_headline) const { return height - header - footer - (with_headline ? headline : 0); }

std::size_t LobbyLayout::rows_on_page(bool compact, bool with_headline) const {
    const double rows = body(with_headline) / (compact ? compact_row : row);
    return static_cast<std::size_t>(std::max(1.0, rows));
}

std::size_t LobbyLayout::cards_below(std::size_t rows, bool compact, bool with_headline) const {
    const double left = body(with_headline) - static_cast<double>(rows) * (compact ? compact_row : row) - panel_heading;
    if (left < code) return 0;
    return static_cast<std::size_t>(std::max(0.0, left / card)) * static_cast<std::size_t>(card_columns);
}

LobbyLayout lobby_layout(const ScreenShape& shape) {
    LobbyLayout layout;
    if (shape.has_code) layout.code = 400;
    if (!shape.is_portrait()) return layout;
    layout.height = 1080.0 * shape.height_px / std::max(1, shape.width_px);
    layout.row = 328;
    layout.compact_row = 190;
    layout.card_columns = 1;
    return layout;
}

}  // namespace kiosk

#pragma once

#include <cstddef>

#include "kiosk/model/moment.h"

namespace kiosk {

/// How high the parts of a lobby are, in units of 1/1080 of the screen's shorter side. The model counts with them how
/// much fits; the screens draw by them.
struct LobbyLayout {
    double height = 1080;   // of the whole screen
    double header = 190;    // event, day, clock
    double footer = 90;     // page, notice, status
    double headline = 120;  // the event's state, below the header; takes no room when there is none
    double row = 200;       // a room
    double compact_row = 100;
    double panel_heading = 70;  // of the topics
    double card = 130;          // a topic
    int card_columns = 2;
    double code = 0;  // the topics' panel is at least so high; 0: it has no code for phones
    double code_width = 300;

    /// How many rooms fit on one page, at least 1.
    std::size_t rows_on_page(bool compact, bool with_headline) const;

    /// How many topics fit below so many rows, 0 where not even one does.
    std::size_t cards_below(std::size_t rows, bool compact, bool with_headline) const;

    /// How many sessions that are on at once one row shows.
    static std::size_t sessions_in_row(bool compact) { return compact ? 1 : 2; }

    /// How many that come next or are missed one row shows.
    static std::size_t coming_in_row(bool compact) { return compact ? 1 : 2; }

  private:
    double body(bool with_headline) const;
};

/// The lobby's layout for a form of screen.
LobbyLayout lobby_layout(const ScreenShape& shape);

}  // namespace kiosk

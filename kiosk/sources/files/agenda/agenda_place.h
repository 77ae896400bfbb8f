#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/sources/files/agenda/agenda_times.h"
#include "kiosk/base/time.h"

namespace kiosk {

/// Where on a page a row or an item stands: what the headings above it say.
struct AgendaPlace {
    std::optional<std::chrono::year> year = {};  // of dates that have none written
    std::optional<Date> day = {};
    std::string day_words = {};  // the heading that names it, for what can't be placed: "MONDAY"
    std::string room = {};       // empty: none named
    HalfDay half_day = {};
};

/// Takes in what a heading says of day ("Day 1: Friday, 11 July 2014") and room ("Room: Tyrolka").
///
/// @param upper  the heading stands above the one that named the room
void take_heading(AgendaPlace& place, std::string_view heading, bool upper);

/// The one day that a text names; none for a span of days, or no day at all.
std::optional<Date> single_day_in(std::string_view text, std::optional<std::chrono::year> year);

/// A title without what points to slides and films, and what stood in brackets before it: "[Cloud] Title (video, slides)".
struct AgendaTitle {
    std::string title = {};
    std::string track = {};
};
AgendaTitle agenda_title(std::string_view text);

}  // namespace kiosk

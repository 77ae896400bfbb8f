#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// A title without the mark that organisers put on it when a session is called off.
struct MarkedTitle {
    std::string title = {};
    bool cancelled = false;
};

/// Finds "CANCELLED: …", "[cancelled]", "FÄLLT AUS" and their kin in English, German, French, Spanish, Irish, Polish and
/// Arabic, before or behind the title. The word within a title's own words is no mark ("Cancelled culture").
MarkedTitle without_cancelled_mark(std::string_view title);

}  // namespace kiosk

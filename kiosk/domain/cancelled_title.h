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

/// Whether the words of a status field say that a session is called off, and nothing else: "cancelled", "Abgesagt.".
bool says_cancelled(std::string_view status);

/// Whether a field that asks for yes or no says yes: "true", "yes", "1", "x", "ja" …, capitals or not.
bool says_yes(std::string_view text);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/attendee.h"

namespace kiosk {

/// The letters and digits of a header or a short answer, by which they are compared: small, without accents, blanks
/// and punctuation but '#' ("Prénom :" -> "prenom", "Attendee #" -> "attendee#").
std::string word_key(std::string_view text);

/// A cell as it is kept: one line, no control characters, no blanks at its ends, a spreadsheet's ="…" undone.
std::string one_line(std::string_view cell);

/// What a word for a ticket's or an order's state means, in the languages of our screens and in the words and letters
/// of pretix, Eventbrite and Indico.
///
/// @return none when the word is not known
std::optional<TicketState> state_meant_by(std::string_view word);

/// Reads yes and no.
///
/// @return none when it is neither, e.g. an amount or a date
std::optional<bool> answer_meant_by(std::string_view word);

/// A BCP 47 tag out of a locale ("de_AT", "de-informal") or a language's own or English name.
///
/// @return empty when it is neither
std::string language_meant_by(std::string_view word);

/// Reads ISO 8601, 31.12.2024, 31/12/2024 and 12/31/2024, with or without a clock time, am and pm.
///
/// @param is_end  a date alone means the end of that day
/// @return        none when it is anything else; also when day and month of 1/2/2024 can't be told apart
std::optional<WrittenTime> time_meant_by(std::string_view cell, bool is_end);

/// The sessions that a cell lists: parts between semicolons, bars or line ends, or between commas where no part has a
/// blank in it.
std::vector<std::string> sessions_in(std::string_view cell);

/// Whether a cell says that there is no code or id here: empty, "-", "n/a", "none" …
bool says_none(std::string_view cell);

}  // namespace kiosk

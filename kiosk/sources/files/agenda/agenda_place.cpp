#include "kiosk/sources/files/agenda/agenda_place.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"
#include "kiosk/sources/text/tokens.h"

namespace kiosk {
namespace {

using std::string_view;

bool names_weekday(string_view text) {
    const auto tokens = tokens_of(text);
    return std::ranges::any_of(tokens, [](const Token& token) {
        return token.kind == Token::Kind::weekday && token.text.size() > 3;
    });
}

/// Whether all words only point to where more is: "video, slides".
bool only_pointers(string_view text) {
    constexpr std::array<string_view, 9> pointers = {"video", "slides", "slideshare", "notes", "pdf", "poster", "abstract", "and", "youtube"};
    const auto tokens = tokens_of(text);
    return !tokens.empty() && std::ranges::all_of(tokens, [&](const Token& token) {
        return token.kind == Token::Kind::comma || token.kind == Token::Kind::joint ||
               std::ranges::find(pointers, string_view{ascii_lower(token.text)}) != pointers.end();
    });
}

}  // namespace

std::optional<Date> single_day_in(string_view written, std::optional<std::chrono::year> year) {
    std::string text{written};
    const auto tokens = tokens_of(written);
    // "Day 1, Friday, July 9": the day's number is none of a month.
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        if (ascii_lower(tokens[i].text) == "day" && tokens[i + 1].kind == Token::Kind::number)
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(tokens[i].begin), text.begin() + static_cast<std::ptrdiff_t>(tokens[i + 1].end), ' ');
    const auto dates = find_dates(text, year);
    return dates && dates->first == dates->last ? std::optional{dates->first} : std::nullopt;
}

void take_heading(AgendaPlace& place, string_view heading, bool upper) {
    place.half_day = {};
    const auto day = single_day_in(heading, place.year);
    const auto room = ascii_lower(heading).find("room:");
    if (day || names_weekday(heading)) {
        if (room == std::string::npos || !place.day) place.day = day;
        if (room == std::string::npos || place.day_words.empty()) place.day_words = heading;
    }
    if (room == std::string::npos) {
        if (upper) place.room.clear();
        return;
    }
    string_view name = trimmed(heading.substr(room + 5));
    const auto comma = name.rfind(',');
    if (comma != string_view::npos && names_weekday(name.substr(comma))) name = trimmed(name.substr(0, comma));
    place.room = name;
}

AgendaTitle agenda_title(string_view text) {
    std::string title = one_spaced(text);
    for (const string_view pointer : {"***SLIDES***", "**SLIDES**", "*SLIDES*"})
        for (auto at = title.find(pointer); at != std::string::npos; at = title.find(pointer)) title.erase(at, pointer.size());
    for (auto open = title.find('('); open != std::string::npos; open = title.find('(', open + 1)) {
        const auto close = title.find(')', open);
        if (close == std::string::npos) break;
        if (only_pointers(string_view{title}.substr(open + 1, close - open - 1))) title.erase(open, close - open + 1), --open;
        if (open == std::string::npos) open = 0;
    }
    AgendaTitle result;
    title = one_spaced(title);
    const auto close = title.find(']');
    if (title.starts_with('[') && close != std::string::npos && close + 1 < title.size()) {
        result.track = one_spaced(string_view{title}.substr(1, close - 1));
        title = one_spaced(string_view{title}.substr(close + 1));
    }
    while (title.ends_with(',')) title = one_spaced(string_view{title}.substr(0, title.size() - 1));
    result.title = std::move(title);
    return result;
}

}  // namespace kiosk

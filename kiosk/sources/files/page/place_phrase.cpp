#include "kiosk/sources/files/page/place_phrase.h"

#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/base/zone.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/tokens.h"

namespace kiosk {
namespace {

using std::string_view;

bool begins_name(string_view word) {
    if (word.empty()) return false;
    const char first = word.front();
    return (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80U;
}

bool joins_names(string_view word) {
    constexpr std::array<string_view, 20> joining = {"de", "la",  "le",  "del", "di",   "do",   "da",  "of", "the", "and",
                                                     "am", "an",  "der", "im",  "upon", "sur",  "los", "el", "al",  "y"};
    return std::ranges::find(joining, word) != joining.end();
}

bool is_abbreviation(string_view word) {
    return word == "St." || word == "Ste." || word == "Mt." || word == "Ft." || word.find('.') + 1 < word.size();
}

bool is_date_word(string_view word) {
    const auto tokens = tokens_of(word);
    using Kind = Token::Kind;
    return !tokens.empty() && (tokens[0].kind == Kind::month || tokens[0].kind == Kind::weekday) && word.size() > 2;
}

/// The words of a name at the front of a text; it ends with the sentence, or where common words begin.
std::string leading_name(string_view text) {
    std::vector<std::string> words;
    for (const string_view raw : split(text, ' ')) {
        string_view word = raw;
        bool ends = false;
        if (word.empty()) continue;
        if (word.front() == '(' || (!begins_name(word) && !(joins_names(word) && !words.empty())) || is_date_word(word)) break;
        while (!word.empty() && string_view{";:!?)\""}.find(word.back()) != string_view::npos) word.remove_suffix(1), ends = true;
        if (word.ends_with('.') && !is_abbreviation(word)) word.remove_suffix(1), ends = true;
        words.emplace_back(word);
        if (ends) break;
    }
    while (!words.empty() && joins_names(words.back())) words.pop_back();
    std::string name;
    for (const std::string& word : words) name.append(name.empty() ? "" : " ").append(word);
    while (name.ends_with(',')) name.pop_back();
    return name;
}

/// How many words at the end are the country's, where nothing else tells.
std::size_t country_words(const std::vector<string_view>& words) {
    constexpr std::array<string_view, 14> openers = {"united", "new",   "south",  "north", "northern", "czech", "great",
                                                     "saudi",  "costa", "sri",    "el",    "puerto",   "sierra", "san"};
    if (words.size() >= 3) {
        const std::string before_last = ascii_lower(words[words.size() - 2]);
        if (std::ranges::find(openers, string_view{before_last}) != openers.end()) return 2;
    }
    return 1;
}

PlacePhrase without_comma(const std::string& name) {
    const auto words = split(name, ' ');
    for (std::size_t count = words.size(); count > 0; --count) {
        auto length = static_cast<std::size_t>(words[count - 1].data() + words[count - 1].size() - name.data());
        if (!Zone::of_city(name.substr(0, length))) continue;
        if (name.substr(length).starts_with(" City")) length += string_view{" City"}.size();
        return {name.substr(0, length), std::string{trimmed(std::string_view{name}.substr(length))}};
    }
    if (words.size() == 1) return {name, {}};
    const auto country = static_cast<std::size_t>(words[words.size() - country_words(words)].data() - name.data());
    return {std::string{trimmed(name.substr(0, country))}, name.substr(country)};
}

}  // namespace

std::optional<PlacePhrase> parse_place(string_view text) {
    const std::string name = leading_name(one_spaced(text));
    if (name.empty()) return std::nullopt;
    std::vector<std::string> parts;
    for (const string_view part : split(name, ','))
        if (!trimmed(part).empty()) parts.emplace_back(trimmed(part));
    if (parts.empty()) return std::nullopt;
    if (parts.size() == 1) return without_comma(parts[0]);
    // "Hilton Prague, Room: Terrace": a house that is called after its city.
    const auto last_word = parts[0].rfind(' ');
    if (last_word != std::string::npos && Zone::of_city(parts[0].substr(last_word + 1)) && !Zone::of_city(parts[0]))
        return PlacePhrase{parts[0].substr(last_word + 1), {}};
    // "Citrix House, Cambridge, UK" or "San Francisco, California, USA": a part that has a zone is the city.
    std::size_t city = 0;
    for (std::size_t i = parts.size() - 1; i > 0; --i)
        if (Zone::of_city(parts[i - 1])) city = i - 1;
    return PlacePhrase{parts[city], parts.back()};
}

std::optional<PlacePhrase> find_place(string_view sentence) {
    std::string text{" "};
    text += one_spaced(sentence);
    std::optional<PlacePhrase> found;
    for (auto at = text.find(" in "); at != std::string::npos; at = text.find(" in ", at + 1)) {
        auto place = parse_place(string_view{text}.substr(at + 4));
        if (!place) continue;
        if (!place->country.empty() || Zone::of_city(place->city)) return place;
        if (!found) found = std::move(place);
    }
    return found;
}

}  // namespace kiosk

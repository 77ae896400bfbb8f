#include "kiosk/sources/text/tokens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;
using Kind = Token::Kind;

constexpr std::array<string_view, 12> months = {"january", "february", "march",     "april",   "may",      "june",
                                                "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                 "friday", "saturday", "sunday"};
constexpr std::array<string_view, 8> joints = {"to", "and", "until", "till", "til", "through", "thru", "&"};
constexpr std::array<string_view, 5> dashes = {"-", "–", "—", "‐", "−"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool belongs_to_word(char c) {
    const bool letter = ((c | 32) >= 'a' && (c | 32) <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
    return letter || is_digit(c) || c == ':' || c == '/' || c == '.' || c == '\'';
}

/// Place in a table of names by a full name or its beginning of at least three letters; -1: not there.
template <std::size_t Size>
int place_of(string_view word, const std::array<string_view, Size>& names) {
    const std::string small = ascii_lower(word);
    for (std::size_t i = 0; i < Size; ++i)
        if (small.size() >= 3 && names[i].starts_with(small)) return static_cast<int>(i);
    return -1;
}

unsigned number_of(string_view digits) {
    unsigned value = 0;
    for (const char c : digits.substr(0, 9)) value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
}

/// "16/05/2013", "16.5.13": day first.
std::optional<Date> numeric_date(string_view word) {
    for (const char separator : {'/', '.'}) {
        const auto parts = split(word, separator);
        if (parts.size() != 3 || !std::ranges::all_of(parts, all_digits)) continue;
        if (parts[0].size() > 2 || parts[1].size() > 2 || (parts[2].size() != 4 && parts[2].size() != 2)) continue;
        const int written = static_cast<int>(number_of(parts[2]));
        const std::chrono::year year{parts[2].size() == 2 ? 2000 + written : written};
        const Date date{year, std::chrono::month{number_of(parts[1])}, std::chrono::day{number_of(parts[0])}};
        if (date.ok()) return date;
    }
    return std::nullopt;
}

/// "16th" -> "16".
string_view without_ordinal(string_view word) {
    if (word.size() < 3 || !all_digits(word.substr(0, word.size() - 2))) return word;
    const std::string ending = ascii_lower(word.substr(word.size() - 2));
    const bool ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
    return ordinal ? word.substr(0, word.size() - 2) : word;
}

Token classified(string_view word) {
    const string_view bare = without_ordinal(word);
    if (all_digits(bare)) return {.kind = Kind::number, .text = bare, .value = number_of(bare)};
    if (const auto date = numeric_date(word)) return {.kind = Kind::date, .text = word, .date = *date};
    if (std::ranges::find(joints, string_view{ascii_lower(word)}) != joints.end())
        return {.kind = Kind::joint, .text = word};
    const string_view undotted = word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
    if (const int month = ascii_lower(undotted) == "sept" ? 8 : place_of(undotted, months); month >= 0)
        return {.kind = Kind::month, .text = word, .value = static_cast<unsigned>(month + 1)};
    if (const int weekday = place_of(undotted, weekdays); weekday >= 0)
        return {.kind = Kind::weekday, .text = word, .value = static_cast<unsigned>(weekday)};
    return {.kind = Kind::word, .text = word};
}

void add(std::vector<Token>& tokens, Token token, std::size_t begin, std::size_t end) {
    token.begin = begin;
    token.end = end;
    tokens.push_back(token);
}

/// The length of the dash at the front; 0: none stands there.
std::size_t dash_length(string_view text) {
    for (const string_view dash : dashes)
        if (text.starts_with(dash)) return dash.size();
    return 0;
}

void add_word(std::vector<Token>& tokens, string_view text, std::size_t begin, std::size_t end) {
    const string_view word = text.substr(begin, end - begin);
    const auto slash = word.find('/');
    if (slash != string_view::npos && word.rfind('/') == slash) {
        const string_view left = without_ordinal(word.substr(0, slash));
        const string_view right = without_ordinal(word.substr(slash + 1));
        if (all_digits(left) && all_digits(right)) {
            add(tokens, classified(left), begin, begin + slash);
            add(tokens, {.kind = Kind::joint, .text = "/"}, begin + slash, begin + slash + 1);
            add(tokens, classified(right), begin + slash + 1, end);
            return;
        }
    }
    add(tokens, classified(word), begin, end);
}

}  // namespace

std::vector<Token> tokens_of(string_view text) {
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (at < text.size()) {
        const string_view rest = text.substr(at);
        if (const auto date = is_digit(rest.front()) ? parse_iso_date(rest.substr(0, 10)) : std::nullopt) {
            add(tokens, {.kind = Kind::date, .text = rest.substr(0, 10), .date = *date}, at, at + 10);
            at += 10;
        } else if (const auto dash = dash_length(rest); dash > 0) {
            add(tokens, {.kind = Kind::joint, .text = rest.substr(0, dash)}, at, at + dash);
            at += dash;
        } else if (rest.front() == ',' || rest.front() == '&') {
            add(tokens, {.kind = rest.front() == ',' ? Kind::comma : Kind::joint, .text = rest.substr(0, 1)}, at, at + 1);
            ++at;
        } else if (belongs_to_word(rest.front())) {
            std::size_t end = at;
            while (end < text.size() && belongs_to_word(text[end]) && dash_length(text.substr(end)) == 0) ++end;
            std::size_t bare = end;
            while (bare > at + 1 && string_view{":/'"}.find(text[bare - 1]) != string_view::npos) --bare;
            if (bare > at + 1 && text[bare - 1] == '.' && is_digit(text[bare - 2])) --bare;
            add_word(tokens, text, at, bare);
            at = end;
        } else {
            ++at;
        }
    }
    return tokens;
}

}  // namespace kiosk

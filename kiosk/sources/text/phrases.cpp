#include "kiosk/sources/text/phrases.h"

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/text/tokens.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;
using Kind = Token::Kind;

/// Days of one month: "May 16-17, 2013" or one whole date.
struct DaysOfMonth {
    unsigned first_day = 0;
    unsigned last_day = 0;
    unsigned month_number = 0;
    std::optional<std::chrono::year> year = {};
    std::size_t next = 0;  // the token after it
};

bool is_day(const Token& token) {
    return token.kind == Kind::number && token.text.size() <= 2 && token.value >= 1 && token.value <= 31;
}

bool is_year(const Token& token) {
    return token.kind == Kind::number && token.text.size() == 4 && token.value >= 1970 && token.value <= 2199;
}

/// Reads "16", "16-17", "16, 17 and 18".
bool take_days(const std::vector<Token>& tokens, std::size_t& at, DaysOfMonth& days) {
    if (at >= tokens.size() || !is_day(tokens[at])) return false;
    days.first_day = days.last_day = tokens[at++].value;
    while (true) {
        std::size_t ahead = at;
        while (ahead < tokens.size() && (tokens[ahead].kind == Kind::joint || tokens[ahead].kind == Kind::comma)) ++ahead;
        if (ahead == at || ahead >= tokens.size() || !is_day(tokens[ahead])) return true;
        if (tokens[ahead].value <= days.last_day) return true;
        days.last_day = tokens[ahead].value;
        at = ahead + 1;
    }
}

std::optional<DaysOfMonth> days_at(const std::vector<Token>& tokens, std::size_t at) {
    DaysOfMonth days;
    if (at >= tokens.size()) return std::nullopt;
    if (tokens[at].kind == Kind::date) {
        const Date date = tokens[at].date;
        days.first_day = days.last_day = unsigned{date.day()};
        days.month_number = unsigned{date.month()};
        days.year = date.year();
        days.next = at + 1;
        return days;
    }
    const bool month_first = tokens[at].kind == Kind::month;
    if (month_first) days.month_number = tokens[at++].value;
    if (!take_days(tokens, at, days)) return std::nullopt;
    if (!month_first) {
        if (at >= tokens.size() || tokens[at].kind != Kind::month) return std::nullopt;
        days.month_number = tokens[at++].value;
    }
    std::size_t ahead = at;
    if (ahead < tokens.size() && tokens[ahead].kind == Kind::comma) ++ahead;
    if (ahead < tokens.size() && is_year(tokens[ahead])) {
        days.year = std::chrono::year{static_cast<int>(tokens[ahead].value)};
        at = ahead + 1;
    }
    days.next = at;
    return days;
}

/// Words that may stand within a date without meaning: weekdays and "of", "the".
std::vector<Token> without_filling(std::vector<Token> tokens) {
    std::erase_if(tokens, [](const Token& token) {
        const std::string word = ascii_lower(token.text);
        return token.kind == Kind::weekday || word == "of" || word == "the";
    });
    // "Thursday, May 16 to Friday, May 17": the comma after a weekday goes with it.
    for (std::size_t i = 1; i < tokens.size();)
        if (tokens[i].kind == Kind::comma && tokens[i - 1].kind == Kind::joint)
            tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    return tokens;
}

std::optional<seconds> clock_of(unsigned hour, unsigned minute, char half) {
    if (half != '\0') {
        if (hour < 1 || hour > 12) return std::nullopt;
        hour = hour % 12 + (half == 'p' ? 12 : 0);
    }
    const bool end_of_day = hour == 24 && minute == 0;
    if ((hour > 23 && !end_of_day) || minute > 59) return std::nullopt;
    return hours{hour} + minutes{minute};
}

/// 'a', 'p', or NUL for none, taken off the end: "9am", "9 A.M.", "5p.m".
char take_half(std::string& text) {
    for (const auto& [ending, half] : {std::pair{"a.m.", 'a'}, {"p.m.", 'p'}, {"a.m", 'a'}, {"p.m", 'p'}, {"am", 'a'}, {"pm", 'p'}}) {
        if (!text.ends_with(ending)) continue;
        text.resize(text.size() - string_view{ending}.size());
        while (text.ends_with(' ')) text.pop_back();
        return half;
    }
    return '\0';
}

struct Clock {
    seconds since_midnight = {};
    bool definite = false;  // by more than a bare number
    bool half_given = false;
};

std::optional<Clock> clock_in(string_view written) {
    std::string text = ascii_lower(trimmed(written));
    if (text == "noon" || text == "midday") return Clock{hours{12}, true, true};
    if (text == "midnight") return Clock{hours{24}, true, true};
    const char half = take_half(text);
    const auto is_number = [](string_view part) {
        return !part.empty() && part.size() <= 2 && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto number = [](string_view part) { return static_cast<unsigned>(std::stoi(std::string{part})); };
    const auto separator = text.find_first_of(":.h");
    const string_view hour = string_view{text}.substr(0, separator);
    const string_view rest = separator == std::string::npos ? string_view{} : string_view{text}.substr(separator + 1);
    if (!is_number(hour)) return std::nullopt;
    if (separator != std::string::npos && rest.empty() && text[separator] != 'h') return std::nullopt;
    if (!rest.empty() && (!is_number(rest) || rest.size() != 2)) return std::nullopt;
    const auto clock = clock_of(number(hour), rest.empty() ? 0 : number(rest), half);
    if (!clock) return std::nullopt;
    return Clock{*clock, half != '\0' || separator != std::string::npos, half != '\0'};
}

/// A clock time at a token, "9 AM" in two tokens included. @param at  moved behind it
std::optional<Clock> take_clock(const std::vector<Token>& tokens, std::size_t& at) {
    if (at >= tokens.size()) return std::nullopt;
    if (tokens[at].kind != Kind::word && tokens[at].kind != Kind::number) return std::nullopt;
    if (at + 1 < tokens.size()) {
        const std::string next = ascii_lower(tokens[at + 1].text);
        if (next == "am" || next == "pm" || next == "a.m." || next == "p.m." || next == "a.m" || next == "p.m")
            if (const auto clock = clock_in(std::string{tokens[at].text} + next)) {
                at += 2;
                return clock;
            }
    }
    const auto clock = clock_in(tokens[at].text);
    if (clock) ++at;
    return clock;
}

/// Decides what a half day that only one side names means for the other: "1-5PM", "9 to 5PM", "9AM to 5".
HoursPhrase hours_between(Clock opens, Clock closes) {
    const seconds noon = hours{12};
    const bool early_as_pm = opens.since_midnight < noon && opens.since_midnight + noon < closes.since_midnight;
    if (!opens.half_given && !opens.definite && closes.half_given && early_as_pm) opens.since_midnight += noon;
    if (opens.half_given && !closes.definite && closes.since_midnight <= opens.since_midnight) {
        if (closes.since_midnight < noon) closes.since_midnight += noon;
    }
    if (closes.since_midnight <= opens.since_midnight) closes.since_midnight += hours{24};
    return {.opens = opens.since_midnight, .closes = closes.since_midnight};
}

}  // namespace

std::optional<DatesPhrase> find_dates(string_view text, std::optional<year> fallback) {
    const auto tokens = without_filling(tokens_of(text));
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const auto from = days_at(tokens, at);
        if (!from) continue;
        DaysOfMonth until = *from;
        if (from->next < tokens.size() && tokens[from->next].kind == Kind::joint)
            if (const auto second = days_at(tokens, from->next + 1)) until = *second;
        const auto last_year = until.year ? until.year : from->year ? from->year : fallback;
        if (!last_year) continue;
        const bool over_new_year = !from->year && from->month_number > until.month_number;
        const auto first_year = from->year ? *from->year : *last_year - years{over_new_year ? 1 : 0};
        const Date first{first_year, month{from->month_number}, day{from->first_day}};
        const Date last{*last_year, month{until.month_number}, day{until.last_day}};
        if (!first.ok() || !last.ok() || last < first) continue;
        return DatesPhrase{.first = first,
                           .last = last,
                           .has_year = from->year || until.year,
                           .begin = tokens[at].begin,
                           .end = tokens[until.next - 1].end};
    }
    return std::nullopt;
}

std::optional<HoursPhrase> find_hours(string_view text) {
    const auto tokens = tokens_of(text);
    for (std::size_t first = 0; first < tokens.size(); ++first) {
        std::size_t at = first;
        const auto opens = take_clock(tokens, at);
        if (!opens || at >= tokens.size() || tokens[at].kind != Kind::joint) continue;
        ++at;
        const auto closes = take_clock(tokens, at);
        if (!closes || (!opens->definite && !closes->definite)) continue;
        HoursPhrase phrase = hours_between(*opens, *closes);
        phrase.begin = tokens[first].begin;
        phrase.end = tokens[at - 1].end;
        return phrase;
    }
    return std::nullopt;
}

std::optional<seconds> parse_clock(string_view text) {
    text = trimmed(text);
    const bool four_digits = text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (four_digits) return parse_clock(std::string{text.substr(0, 2)} + ":" + std::string{text.substr(2)});
    const auto clock = clock_in(text);
    return clock && clock->definite ? std::optional{clock->since_midnight} : std::nullopt;
}

std::optional<Date> parse_prose_date(string_view text) {
    text = trimmed(text);
    const auto dates = find_dates(text, std::nullopt);
    if (!dates || dates->first != dates->last) return std::nullopt;
    const string_view before = text.substr(0, dates->begin);
    const bool only_weekday = std::ranges::all_of(tokens_of(before), [](const Token& token) {
        return token.kind == Kind::weekday || token.kind == Kind::comma;
    });
    return only_weekday && trimmed(text.substr(dates->end)).empty() ? std::optional{dates->first} : std::nullopt;
}

}  // namespace kiosk

#include "kiosk/model/format.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace kiosk {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array weekdays = {message("Sunday"),   message("Monday"), message("Tuesday"), message("Wednesday"),
                                 message("Thursday"), message("Friday"), message("Saturday")};
constexpr std::array months = {message("January"),   message("February"), message("March"),    message("April"),
                               message("May"),       message("June"),     message("July"),     message("August"),
                               message("September"), message("October"),  message("November"), message("December")};

/// People call it the same night until about five in the morning.
constexpr hours night_ends{5};

Date date_of_face(ClockFace face) { return Date{floor<days>(face)}; }

std::string_view weekday_of(Date date) {
    return weekdays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()];
}
std::string_view month_of(Date date) { return months[unsigned{date.month()} - 1]; }
std::string number(unsigned value) { return std::to_string(value); }
void append_two_digits(std::string& text, long value) {
    text += static_cast<char>('0' + value / 10);
    text += static_cast<char>('0' + value % 10);
}

/// The next code point of well-formed UTF-8; takes it off the text.
char32_t take_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
    const std::size_t there = std::min(length, text.size());
    for (std::size_t i = 1; i < there; ++i) code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    text.remove_prefix(there);
    return code;
}

void append_code_point(std::string& text, char32_t code) {
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

char32_t capital_of(char32_t code) {
    const auto within = [&](char32_t first, char32_t last) { return code >= first && code <= last; };
    if (within('a', 'z')) return code - 32;
    if (within(0xE0, 0xFE) && code != 0xF7) return code - 32;
    if (code == 0xFF) return 0x178;
    if (code == 0x131) return 'I';
    if (within(0x139, 0x148) || within(0x179, 0x17E)) return code % 2 == 0 ? code - 1 : code;  // capitals are odd there
    if (within(0x100, 0x137) || within(0x14A, 0x177) || within(0x218, 0x21B)) return code & ~char32_t{1};
    return code;
}

bool is_capital(char32_t code) {
    return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
}

bool turns_direction(char32_t code) {
    const auto within = [&](char32_t first, char32_t last) { return code >= first && code <= last; };
    return within(0x590, 0x8FF) || within(0xFB1D, 0xFDFF) || within(0xFE70, 0xFEFE) || within(0x10800, 0x10FFF) ||
           within(0x1E800, 0x1EFFF) || within(0x200E, 0x200F) || within(0x202A, 0x202E) || within(0x2066, 0x2069);
}

bool may_turn_direction(std::string_view text) {
    while (!text.empty())
        if (turns_direction(take_code_point(text))) return true;
    return false;
}

/// What consists of isolated parts stays as it is: isolated once more it would have no letter of its own to tell its
/// direction by (UAX #9, rule P2).
std::string in_isolation(std::string_view text) {
    constexpr std::string_view begin = "\u2068", end = "\u2069";
    if (text.starts_with(begin) && text.ends_with(end)) return std::string{text};
    return std::string{begin}.append(text).append(end);
}

}  // namespace

Date TimeWords::date_of(Instant moment) const { return date_of_face(zone_.face_at(moment)); }

std::string TimeWords::clock(Instant moment) const {
    const ClockFace face = zone_.face_at(moment);
    const std::chrono::hh_mm_ss time{floor<minutes>(face - floor<days>(face))};
    std::string text;
    append_two_digits(text, time.hours().count());
    text += ':';
    append_two_digits(text, time.minutes().count());
    return text;
}

std::string TimeWords::day(Date date) const {
    return words_.say("{weekday} {day} {month}", {{"weekday", words_.say(weekday_of(date))},
                                                  {"day", number(unsigned{date.day()})},
                                                  {"month", words_.say(month_of(date))}});
}

std::string TimeWords::short_date(Date date, Instant now) const {
    const std::string day = number(unsigned{date.day()});
    const std::string month = words_.say(month_of(date));
    if (date.year() == date_of(now).year()) return words_.say("{day} {month}", {{"day", day}, {"month", month}});
    return words_.say("{day} {month} {year}",
                      {{"day", day}, {"month", month}, {"year", std::to_string(int{date.year()})}});
}

bool TimeWords::clock_says_it(Instant moment, Instant now) const {
    const ClockFace there = zone_.face_at(moment);
    const ClockFace here = zone_.face_at(now);
    return date_of_face(there) == date_of_face(here) ||
           date_of_face(there - night_ends) == date_of_face(here - night_ends);
}

std::string TimeWords::when(Instant moment, Instant now) const {
    const Date date = date_of(moment);
    const long distance = days_between(date_of(now), date);
    if (clock_says_it(moment, now)) return clock(moment);
    const std::string time = clock(moment);
    if (distance == 1) return words_.say("tomorrow {time}", {{"time", time}});
    if (distance == -1) return words_.say("yesterday {time}", {{"time", time}});
    if (distance > 0 && distance < 7)
        return words_.say("{day} {time}", {{"day", words_.say(weekday_of(date))}, {"time", time}});
    return words_.say("{day} {time}", {{"day", short_date(date, now)}, {"time", time}});
}

std::string TimeWords::see_you(Instant moment, Instant now) const {
    const Date date = date_of(moment);
    const long distance = days_between(date_of(now), date);
    const std::string time = clock(moment);
    if (distance <= 0) return words_.say("See you at {time}", {{"time", time}});
    if (distance == 1) return words_.say("See you tomorrow at {time}", {{"time", time}});
    const std::string day = distance < 7 ? words_.say(weekday_of(date)) : short_date(date, now);
    return words_.say("See you on {day} at {time}", {{"day", day}, {"time", time}});
}

std::string TimeWords::span(Instant from, Instant to) const {
    const long total = clock_minutes(from, to);
    const long whole_hours = total / 60;
    const std::string rest = std::to_string(total % 60);
    if (total < 60) return words_.say("{minutes} min", {{"minutes", rest}});
    if (whole_hours >= 24) return words_.count("{count} day", "{count} days", whole_hours / 24);
    const std::string hours_said = std::to_string(whole_hours);
    if (total % 60 == 0) return words_.say("{hours} h", {{"hours", hours_said}});
    return words_.say("{hours} h {minutes} min", {{"hours", hours_said}, {"minutes", rest}});
}

long clock_minutes(Instant from, Instant to) {
    return std::max(0L, static_cast<long>((floor<minutes>(to) - floor<minutes>(from)).count()));
}

long days_between(Date from, Date to) {
    return static_cast<long>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

std::string capitals(std::string_view words) {
    std::string result;
    while (!words.empty()) {
        const char32_t code = take_code_point(words);
        std::string_view rest = words;
        const bool before_capital = !rest.empty() && is_capital(take_code_point(rest));
        append_code_point(result, before_capital ? code : capital_of(code));
    }
    return result;
}

std::string line_start(std::string_view words) {
    std::string result;
    if (!words.empty()) append_code_point(result, capital_of(take_code_point(words)));
    return result.append(words);
}

std::string joined(const std::vector<std::string>& parts) {
    std::vector<std::string_view> there;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(there), [](const auto& part) { return !part.empty(); });
    const bool isolate = there.size() > 1 && std::any_of(there.begin(), there.end(), may_turn_direction);
    std::string result;
    for (const std::string_view part : there) {
        if (!result.empty()) result += " · ";
        result += isolate ? in_isolation(part) : std::string{part};
    }
    return result;
}

std::string isolated(const std::string& text) { return may_turn_direction(text) ? in_isolation(text) : text; }

std::string within_quotes(std::string_view text) {
    constexpr std::pair<std::string_view, std::string_view> singles[] = {
        {"“", "‘"}, {"”", "’"}, {"„", "‚"}, {"«", "‹"}, {"»", "›"}, {"\"", "'"}};
    std::string result{text};
    for (const auto& [mark, single] : singles)
        for (auto at = result.find(mark); at != std::string::npos; at = result.find(mark, at + single.size()))
            result.replace(at, mark.size(), single);
    return isolated(result);
}

std::string on_one_line(std::string_view text) {
    std::string result{text};
    std::replace(result.begin(), result.end(), '\n', ' ');
    return result;
}

}  // namespace kiosk

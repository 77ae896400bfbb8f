#include "kiosk/sources/text/duration.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

constexpr seconds longest_duration = days{366};

std::optional<long> whole_number(string_view text) {
    if (text.empty() || text.size() > 7) return std::nullopt;
    long value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "PT1H30M", "P1DT2H".
std::optional<seconds> iso_duration(string_view text) {
    if (!text.starts_with('P')) return std::nullopt;
    seconds total{0};
    bool in_time = false;
    bool any = false;
    std::string digits;
    for (const char c : text.substr(1)) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c == 'T') {
            in_time = true;
        } else {
            const auto number = whole_number(digits);
            digits.clear();
            any = true;
            if (!number) return std::nullopt;
            if (c == 'W' && !in_time) total += weeks{*number};
            else if (c == 'D' && !in_time) total += days{*number};
            else if (c == 'H' && in_time) total += hours{*number};
            else if (c == 'M' && in_time) total += minutes{*number};
            else if (c == 'S' && in_time) total += seconds{*number};
            else return std::nullopt;
        }
    }
    return any && digits.empty() ? std::optional{total} : std::nullopt;
}

/// "90" (minutes), "1:30", "1:30:00".
std::optional<seconds> by_colons(string_view text) {
    const auto parts = split(text, ':');
    if (parts.size() > 3) return std::nullopt;
    std::array<long, 3> numbers{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = whole_number(parts[i]);
        if (!number) return std::nullopt;
        numbers[i] = *number;
    }
    if (parts.size() == 1) return minutes{numbers[0]};
    return hours{numbers[0]} + minutes{numbers[1]} + seconds{numbers[2]};
}

struct Unit {
    string_view name;  // small letters
    seconds length;
};

constexpr std::array units = {
    Unit{"h", hours{1}},         Unit{"hr", hours{1}},       Unit{"hrs", hours{1}},      Unit{"hour", hours{1}},     Unit{"hours", hours{1}},
    Unit{"std", hours{1}},       Unit{"stunde", hours{1}},   Unit{"stunden", hours{1}},  Unit{"heure", hours{1}},    Unit{"heures", hours{1}},
    Unit{"hora", hours{1}},      Unit{"horas", hours{1}},    Unit{"uair", hours{1}},     Unit{"godz", hours{1}},     Unit{"godzina", hours{1}},
    Unit{"godziny", hours{1}},   Unit{"m", minutes{1}},      Unit{"min", minutes{1}},    Unit{"mins", minutes{1}},   Unit{"minute", minutes{1}},
    Unit{"minutes", minutes{1}}, Unit{"minuten", minutes{1}}, Unit{"minuto", minutes{1}}, Unit{"minutos", minutes{1}}, Unit{"nóiméad", minutes{1}},
    Unit{"minut", minutes{1}},   Unit{"minuty", minutes{1}}, Unit{"'", minutes{1}},      Unit{"′", minutes{1}},      Unit{"’", minutes{1}},
    Unit{"s", seconds{1}},       Unit{"sec", seconds{1}},    Unit{"secs", seconds{1}},   Unit{"second", seconds{1}}, Unit{"seconds", seconds{1}},
    Unit{"d", days{1}},          Unit{"day", days{1}},       Unit{"days", days{1}},      Unit{"tag", days{1}},       Unit{"tage", days{1}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes "90", "1.5" or "1,5" off the front, in units of the length. @return none when it is no number
std::optional<seconds> take_amount(string_view& text, seconds unit) {
    const auto size = std::min(text.find_first_not_of("0123456789.,"), text.size());
    const string_view number = text.substr(0, size);
    const auto point = number.find_first_of(".,");
    const auto whole = whole_number(number.substr(0, point));
    if (!whole) return std::nullopt;
    text.remove_prefix(size);
    if (point == string_view::npos) return unit * *whole;
    const string_view digits = number.substr(point + 1);
    const auto part = digits.size() <= 3 ? whole_number(digits) : std::nullopt;
    long scale = 1;
    for (std::size_t i = 0; i < digits.size(); ++i) scale *= 10;
    return part ? std::optional{unit * *whole + unit * *part / scale} : std::nullopt;
}

/// The unit that stands behind the amount at the front, and where it ends; none when there is no known one.
const Unit* unit_behind(string_view text, std::size_t& ends) {
    const auto begin = std::min(text.find_first_not_of("0123456789., "), text.size());
    ends = std::min(text.find_first_of("0123456789 .,", begin), text.size());
    const auto unit = std::ranges::find(units, text.substr(begin, ends - begin), &Unit::name);
    return unit == units.end() ? nullptr : &*unit;
}

/// "90 min", "1h30", "1 hour and 30 minutes": amounts, each with a smaller unit than the one before.
std::optional<seconds> worded_duration(string_view written) {
    const std::string small = ascii_lower(written);
    string_view text = small;
    seconds total{0};
    seconds last = days{367};
    while (!text.empty()) {
        if (!is_digit(text.front())) return std::nullopt;
        std::size_t ends = 0;
        const Unit* unit = unit_behind(text, ends);
        // "1h30": what stands bare behind hours are minutes.
        const bool bare = !unit && last == hours{1} && text.size() <= 2 && std::ranges::all_of(text, is_digit);
        const seconds each = unit ? unit->length : minutes{1};
        if ((!unit && !bare) || each >= last) return std::nullopt;
        const string_view behind = bare ? string_view{} : text.substr(ends);
        const auto amount = take_amount(text, each);
        if (!amount) return std::nullopt;
        total += *amount;
        last = each;
        text = behind;
        while (text.starts_with('.') || text.starts_with(',') || text.starts_with(' ')) text.remove_prefix(1);
        for (const string_view word : {"and ", "und ", "et ", "y ", "i ", "agus "})
            if (text.starts_with(word)) text = trimmed(text.substr(word.size()));
    }
    return total;
}

}  // namespace

std::optional<seconds> parse_duration(string_view text) {
    text = trimmed(text);
    if (const auto iso = iso_duration(text)) return *iso <= longest_duration ? iso : std::nullopt;
    auto length = by_colons(text);
    if (!length && !text.empty()) length = worded_duration(text);
    return length && *length <= longest_duration ? length : std::nullopt;
}

}  // namespace kiosk

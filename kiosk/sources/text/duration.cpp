#include "kiosk/sources/text/duration.h"

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

}  // namespace

std::optional<seconds> parse_duration(string_view text) {
    text = trimmed(text);
    if (const auto iso = iso_duration(text)) return *iso <= longest_duration ? iso : std::nullopt;
    const auto parts = split(text, ':');
    if (parts.size() > 3) return std::nullopt;
    std::array<long, 3> numbers{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = whole_number(parts[i]);
        if (!number) return std::nullopt;
        numbers[i] = *number;
    }
    seconds total{0};
    if (parts.size() == 1)
        total = minutes{numbers[0]};
    else
        total = hours{numbers[0]} + minutes{numbers[1]} + seconds{numbers[2]};
    return total <= longest_duration ? std::optional{total} : std::nullopt;
}

}  // namespace kiosk

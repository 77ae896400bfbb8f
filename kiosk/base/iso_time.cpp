#include "kiosk/base/iso_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace kiosk {
namespace {

using namespace std::chrono;

/// Takes exactly `count` digits off the front.
std::optional<int> digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> take_date(std::string_view& text) {
    const auto y = digits(text, 4);
    if (!y || !take(text, '-')) return std::nullopt;
    const auto m = digits(text, 2);
    if (!m || !take(text, '-')) return std::nullopt;
    const auto d = digits(text, 2);
    if (!d) return std::nullopt;
    const Date date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<seconds> take_clock(std::string_view& text) {
    const auto h = digits(text, 2);
    if (!h || !take(text, ':')) return std::nullopt;
    const auto m = digits(text, 2);
    if (!m) return std::nullopt;
    int s = 0;
    if (take(text, ':')) {
        const auto written = digits(text, 2);
        if (!written) return std::nullopt;
        s = *written;
        if (take(text, '.') || take(text, ',')) {
            if (!digits(text, 1)) return std::nullopt;
            while (digits(text, 1)) {
            }
        }
    }
    const bool end_of_day = *h == 24 && *m == 0 && s == 0;
    if ((*h > 23 && !end_of_day) || *m > 59 || s > 60) return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{s};
}

/// @return false when something stands there that is no offset
bool take_offset(std::string_view& text, std::optional<seconds>& offset) {
    if (text.empty()) return true;
    if (take(text, 'Z') || take(text, 'z')) {
        offset = seconds{0};
        return text.empty();
    }
    const bool west = text.front() == '-';
    if (!take(text, '-') && !take(text, '+')) return false;
    const auto h = digits(text, 2);
    if (!h) return false;
    int m = 0;
    if (!text.empty()) {
        take(text, ':');
        const auto written = digits(text, 2);
        if (!written) return false;
        m = *written;
    }
    if (*h > 18 || m > 59 || !text.empty()) return false;
    offset = (hours{*h} + minutes{m}) * (west ? -1 : 1);
    return true;
}

void add_padded(std::string& text, long number, std::size_t width) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number < 0 ? -number : number).ptr;
    const auto size = static_cast<std::size_t>(end - digits.begin());
    if (number < 0) text += '-';
    text.append(width - std::min(width, size), '0').append(digits.data(), size);
}

std::string written(ClockFace face) {
    const auto day = floor<days>(face);
    const Date date{day};
    const hh_mm_ss clock{face - day};
    std::string text;
    text.reserve(24);
    add_padded(text, int{date.year()}, 4);
    for (const auto& [sign, number] : {std::pair<char, long>{'-', unsigned{date.month()}}, {'-', unsigned{date.day()}},
                                       {'T', clock.hours().count()}, {':', clock.minutes().count()}, {':', clock.seconds().count()}}) {
        text += sign;
        add_padded(text, number, 2);
    }
    return text;
}

}  // namespace

Instant WrittenTime::moment_in(const Zone& zone) const {
    return offset ? Instant{face.time_since_epoch()} - *offset : zone.moment_of(face);
}

std::optional<WrittenTime> parse_iso_time(std::string_view text) {
    const auto date = take_date(text);
    if (!date) return std::nullopt;
    WrittenTime result{.face = local_days{*date}};
    if (text.empty()) return result;
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
    const auto clock = take_clock(text);
    if (!clock) return std::nullopt;
    result.face += *clock;
    if (!take_offset(text, result.offset)) return std::nullopt;
    return result;
}

std::optional<Date> parse_iso_date(std::string_view text) {
    const auto date = take_date(text);
    return text.empty() ? date : std::nullopt;
}

std::string iso_time(Instant moment, const Zone& zone) {
    const auto offset = duration_cast<minutes>(zone.offset_at(moment)).count();
    std::array<char, 16> text{};
    const auto size = offset < 0 ? -offset : offset;
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", offset < 0 ? '-' : '+', static_cast<int>(size / 60 % 100),
                  static_cast<int>(size % 60));
    return written(zone.face_at(moment)) + text.data();
}

std::string iso_time_utc(Instant moment) { return written(ClockFace{moment.time_since_epoch()}) + "Z"; }

std::string iso_date(Date date) { return written(local_days{date}).substr(0, 10); }

}  // namespace kiosk

#include "kiosk/base/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

using std::chrono::seconds;

// The library knows no rule after its tables end in 2037 (it leaves summer time out). A later moment is asked of an
// earlier year in which the same dates fall on the same weekdays, as the rules of today go by weekday.
constexpr int last_year_in_tables = 2037;
constexpr int first_year_to_borrow = 2027;

std::chrono::days borrowed(std::chrono::sys_days day) {
    const Date date{day};
    if (int{date.year()} <= last_year_in_tables) return {};
    const std::chrono::weekday weekday{day};
    for (int year = last_year_in_tables; year >= first_year_to_borrow; --year) {
        const Date same{std::chrono::year{year}, date.month(), date.day()};
        if (same.ok() && std::chrono::weekday{std::chrono::sys_days{same}} == weekday)
            return day - std::chrono::sys_days{same};
    }
    // Only 29 February finds none: the day before has the same rule.
    return borrowed(day - std::chrono::days{1});
}

date::sys_seconds as_asked(Instant moment) {
    const auto shift = borrowed(std::chrono::floor<std::chrono::days>(moment));
    return date::sys_seconds{(moment - shift).time_since_epoch()};
}

std::string folded(std::string_view text) {
    std::string result;
    for (const char c : text) result += c == ' ' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return result;
}

const date::time_zone* rules_of(const void* rules) { return static_cast<const date::time_zone*>(rules); }

}  // namespace

Zone::Zone() : name_("UTC"), rules_(nullptr) {}

Zone::Zone(std::string name, const void* rules) : name_(std::move(name)), rules_(rules) {}

std::optional<Zone> Zone::named(std::string_view name) {
    if (name.empty()) return std::nullopt;
    if (name == "UTC") return Zone{};
    try {
        return Zone{std::string{name}, date::locate_zone(std::string{name})};
    } catch (const std::exception&) {  // the library's only way to say "not there"
        return std::nullopt;
    }
}

std::optional<Zone> Zone::of_city(std::string_view city) {
    const std::string wanted = folded(city);
    if (wanted.empty()) return std::nullopt;
    for (const auto& zone : date::get_tzdb().zones) {
        const std::string& name = zone.name();
        const auto slash = name.rfind('/');
        if (slash == std::string::npos || name.starts_with("Etc/")) continue;
        if (folded(std::string_view{name}.substr(slash + 1)) == wanted) return Zone{name, &zone};
    }
    return std::nullopt;
}

ClockFace Zone::face_at(Instant moment) const { return ClockFace{(moment + offset_at(moment)).time_since_epoch()}; }

seconds Zone::offset_at(Instant moment) const {
    if (!rules_) return {};
    return rules_of(rules_)->get_info(as_asked(moment)).offset;
}

Instant Zone::moment_of(ClockFace face) const {
    const Instant as_utc{face.time_since_epoch()};
    // The offsets of a day before and after enclose any change near the face. Taking the one before the change answers
    // both odd hours: the first of two, and the time that would have been.
    const seconds before = offset_at(as_utc - std::chrono::days{1});
    const seconds after = offset_at(as_utc + std::chrono::days{1});
    if (offset_at(as_utc - before) == before) return as_utc - before;
    if (offset_at(as_utc - after) == after) return as_utc - after;
    return as_utc - before;
}

}  // namespace kiosk

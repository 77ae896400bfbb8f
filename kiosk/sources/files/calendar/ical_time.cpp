#include "kiosk/sources/files/calendar/ical_time.h"

#include <string_view>

#include "kiosk/base/zone.h"
#include "kiosk/sources/files/calendar/windows_zone.h"

namespace kiosk {
namespace {

using namespace std::chrono;

/// Calendar programs write a zone's name behind one of their own: "/mozilla.org/20050126_1/Europe/Berlin".
std::optional<Zone> zone_called(std::string_view name) {
    if (auto zone = windows_zone(name)) return zone;
    while (!name.empty()) {
        if (auto zone = Zone::named(name)) return zone;
        const auto slash = name.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        name.remove_prefix(slash + 1);
    }
    return std::nullopt;
}

std::string zone_name_of(icalproperty* property) {
    icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    const char* name = parameter ? icalparameter_get_tzid(parameter) : nullptr;
    return name ? name : "";
}

icaltimetype library_time(ClockFace face) {
    const auto day = floor<days>(face);
    const Date date{day};
    const hh_mm_ss clock{face - day};
    icaltimetype time = icaltime_null_time();
    time.year = int{date.year()};
    time.month = static_cast<int>(unsigned{date.month()});
    time.day = static_cast<int>(unsigned{date.day()});
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    return time;
}

/// Puts the offset to a face where the zone's name leads to one.
void resolve(const std::string& name, icalcomponent* calendar, IcalTime& time) {
    if (name.empty()) return;
    const ClockFace face = time.written.face;
    if (const auto zone = zone_called(name)) {
        time.zone = zone->name();
        time.written.offset = zone->offset_at(zone->moment_of(face));
        return;
    }
    icaltimezone* own = icalcomponent_get_timezone(calendar, name.c_str());
    if (!own) {
        time.unknown_zone = name;
        return;
    }
    icaltimetype asked = library_time(face);
    int is_daylight = 0;
    time.written.offset = seconds{icaltimezone_get_utc_offset(own, &asked, &is_daylight)};
}

std::optional<icaltimetype> value_of(icalproperty* property) {
    icalvalue* value = icalproperty_get_value(property);
    if (!value) return std::nullopt;
    icaltimetype time = icaltime_null_time();
    switch (icalvalue_isa(value)) {
        case ICAL_DATE_VALUE: time = icalvalue_get_date(value); break;
        case ICAL_DATETIME_VALUE: time = icalvalue_get_datetime(value); break;
        case ICAL_DATETIMEPERIOD_VALUE: time = icalvalue_get_datetimeperiod(value).time; break;
        default: return std::nullopt;
    }
    const Date date{year{time.year}, month{static_cast<unsigned>(time.month)}, day{static_cast<unsigned>(time.day)}};
    const bool fits = time.year >= 1 && time.year <= 9999 && date.ok() && time.hour >= 0 && time.hour <= 24 && time.minute >= 0 &&
                      time.minute < 60 && time.second >= 0 && time.second <= 60;
    return fits ? std::optional{time} : std::nullopt;
}

}  // namespace

ClockFace face_of(const icaltimetype& time) {
    const Date date{year{time.year}, month{static_cast<unsigned>(time.month)}, day{static_cast<unsigned>(time.day)}};
    const seconds clock = time.is_date ? seconds{0} : hours{time.hour} + minutes{time.minute} + seconds{time.second};
    return local_days{date} + clock;
}

std::optional<IcalTime> ical_time(icalproperty* property, icalcomponent* calendar) {
    if (!property) return std::nullopt;
    const auto value = value_of(property);
    if (!value) return std::nullopt;
    IcalTime time{.written = {.face = face_of(*value)}, .whole_day = value->is_date != 0};
    if (icaltime_is_utc(*value)) time.written.offset = seconds{0};
    else if (!time.whole_day) resolve(zone_name_of(property), calendar, time);
    return time;
}

WrittenTime at_face(ClockFace face, icalproperty* like, icalcomponent* calendar) {
    const auto value = value_of(like);
    IcalTime time{.written = {.face = face}};
    if (value && icaltime_is_utc(*value)) time.written.offset = seconds{0};
    else if (value && !value->is_date) resolve(zone_name_of(like), calendar, time);
    return time.written;
}

}  // namespace kiosk

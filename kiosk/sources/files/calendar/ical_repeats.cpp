#include "kiosk/sources/files/calendar/ical_repeats.h"

#include <algorithm>
#include <set>
#include <utility>

#include "kiosk/base/owned.h"
#include "kiosk/sources/files/calendar/ical_time.h"

namespace kiosk {
namespace {

using namespace std::chrono;

constexpr std::size_t most_occurrences = 1000;
constexpr auto furthest = days{366};

/// What the library takes for "until" is a face like the start's; files write it in UTC beside a zone.
icaltimetype until_as_face(icaltimetype until, icalproperty* start, icalcomponent* calendar) {
    if (icaltime_is_null_time(until) || !icaltime_is_utc(until)) return until;
    const ClockFace utc = face_of(until);
    const auto offset = at_face(utc, start, calendar).offset.value_or(seconds{0});
    icaltime_adjust(&until, 0, 0, 0, static_cast<int>(offset.count()));
    until.zone = nullptr;
    return until;
}

void follow_rule(icalproperty* rule, icalproperty* start, icalcomponent* calendar, std::set<ClockFace>& faces, std::string& problem) {
    icalrecurrencetype recurrence = icalproperty_get_rrule(rule);
    if (recurrence.freq < ICAL_DAILY_RECURRENCE || recurrence.freq > ICAL_YEARLY_RECURRENCE) {
        problem = "it repeats more often than daily, or by a rule that is not understood; only the first was taken";
        return;
    }
    recurrence.until = until_as_face(recurrence.until, start, calendar);
    icaltimetype from = icalproperty_get_dtstart(start);
    from.zone = nullptr;
    const ClockFace first = face_of(from);
    const Owned<icalrecur_iterator, icalrecur_iterator_free> iterator{icalrecur_iterator_new(recurrence, from)};
    if (!iterator) {
        problem = "its rule of repeating was not understood; only the first was taken";
        return;
    }
    for (icaltimetype next = icalrecur_iterator_next(iterator.get()); !icaltime_is_null_time(next);
         next = icalrecur_iterator_next(iterator.get())) {
        if (face_of(next) - first > furthest || faces.size() >= most_occurrences) {
            problem = "it repeats for more than a year; what comes later was left out";
            return;
        }
        faces.insert(face_of(next));
    }
}

}  // namespace

IcalRepeats repeats_of(icalcomponent* event, icalcomponent* calendar) {
    IcalRepeats repeats;
    icalproperty* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    const auto first = ical_time(start, calendar);
    icalproperty* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    icalproperty* more = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
    if (!first || (!rule && !more)) return repeats;

    std::set<ClockFace> faces = {first->written.face};
    for (; rule; rule = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY))
        follow_rule(rule, start, calendar, faces, repeats.problem);
    for (; more; more = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY))
        if (const auto time = ical_time(more, calendar)) faces.insert(time->written.face);

    std::set<ClockFace> excluded;
    std::set<Instant> excluded_moments;
    std::set<local_days> excluded_days;
    for (auto* except = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY); except;
         except = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        const auto time = ical_time(except, calendar);
        if (!time) continue;
        if (time->whole_day) excluded_days.insert(floor<days>(time->written.face));
        else if (time->written.offset) excluded_moments.insert(time->written.moment_in(Zone{}));
        else excluded.insert(time->written.face);
    }
    for (const ClockFace face : faces) {
        const WrittenTime time = at_face(face, start, calendar);
        const bool out = excluded.contains(face) || excluded_days.contains(floor<days>(face)) ||
                         (time.offset && excluded_moments.contains(time.moment_in(Zone{})));
        if (!out) repeats.starts.push_back(time);
    }
    if (repeats.starts.empty()) repeats.problem = "all of its dates are taken out again";
    return repeats;
}

}  // namespace kiosk

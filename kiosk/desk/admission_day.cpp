#include "kiosk/desk/admission_day.h"

#include <algorithm>

#include "kiosk/model/event_days.h"

namespace kiosk {

AdmissionDay admission_day(const Programme& programme, const Zone& zone, Instant now) {
    const auto days = event_days(programme, zone);
    if (const EventDay* day = day_at(days, now)) return {day->from, day->to};
    const auto midnight = std::chrono::floor<std::chrono::days>(zone.face_at(now));
    AdmissionDay left{zone.moment_of(midnight), zone.moment_of(midnight + std::chrono::days{1})};
    for (const EventDay& day : days) {
        if (day.to <= now) left.from = std::max(left.from, day.to);
        if (day.from > now) left.to = std::min(left.to, day.from);
    }
    return left;
}

}  // namespace kiosk

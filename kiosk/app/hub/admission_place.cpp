#include "kiosk/app/hub/admission_place.h"

#include "kiosk/app/options.h"
#include "kiosk/base/iso_time.h"
#include "kiosk/desk/admission_day.h"
#include "kiosk/store/programme_revision.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {

std::string AdmissionPlace::of(const SentCheckIn& check_in) {
    if (check_in.session) return "session " + *check_in.session;
    if (const std::int64_t revision = programme_revision(database_); revision_ != revision) {
        programme_ = load_programme(database_).value_or(Programme{});
        zone_ = zone_of_event(programme_.event.timezone);
        revision_ = revision;
    }
    if (programme_.event.admits_once) return "entrance";
    const auto opens = zone_.face_at(admission_day(programme_, zone_, check_in.at).from);
    return "entrance " + iso_date(Date{std::chrono::floor<std::chrono::days>(opens)});
}

}  // namespace kiosk

#include "kiosk/domain/settle_zone.h"

#include <algorithm>
#include <map>
#include <optional>

#include "kiosk/base/country.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using namespace std::chrono;

/// The offset that most sessions are written with.
std::optional<seconds> usual_offset(const Draft& draft) {
    std::map<seconds, int> counts;
    for (const DraftSession& session : draft.sessions)
        if (session.starts && session.starts->offset) ++counts[*session.starts->offset];
    if (counts.empty()) return std::nullopt;
    return std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; })->first;
}

/// The zone without summer time of a whole hour's offset; the database writes them with the sign turned round.
std::optional<Zone> zone_of_offset(seconds offset) {
    const auto whole = duration_cast<hours>(offset);
    if (whole != offset) return std::nullopt;
    if (whole == hours{0}) return Zone{};
    return Zone::named("Etc/GMT" + std::string{whole > hours{0} ? "-" : "+"} + std::to_string(whole > hours{0} ? whole.count() : -whole.count()));
}

/// The zone of a country, where all its clocks go alike.
std::optional<Zone> zone_of_country(const std::string& country) {
    const auto zones = zones_of_country(country);
    if (zones.empty()) return std::nullopt;
    for (const Instant moment : {Instant{sys_days{2024y / January / 1}}, Instant{sys_days{2024y / July / 1}}})
        for (const Zone& zone : zones)
            if (zone.offset_at(moment) != zones.front().offset_at(moment)) return std::nullopt;
    return zones.front();
}

/// A time in UTC fits every zone, unless the clock that is given beside it shows that it was no UTC.
bool contradicts(const DraftSession& session, const Zone& zone) {
    if (!session.starts || !session.starts->offset) return false;
    const WrittenTime& starts = *session.starts;
    if (zone.offset_at(starts.moment_in(zone)) == *starts.offset) return false;
    const bool face_is_local = session.clock && starts.face - floor<days>(starts.face) == *session.clock;
    return *starts.offset != seconds{0} || face_is_local;
}

void tell_contradictions(const Draft& draft, const Zone& zone, std::vector<Problem>& warnings) {
    const auto wrong = std::ranges::count_if(draft.sessions, [&](const DraftSession& session) { return contradicts(session, zone); });
    if (wrong == 0) return;
    const auto first = std::ranges::find_if(draft.sessions, [&](const DraftSession& session) { return contradicts(session, zone); });
    warnings.push_back({named_place(*first), std::to_string(wrong) + " of " + std::to_string(draft.sessions.size()) +
                                          " sessions are written with another offset than " + zone.name() +
                                          " has then; the offsets hold. The screens show the clock of " + zone.name() +
                                          ": where that is not the event's, say --timezone ZONE"});
}

}  // namespace

Zone settle_zone(const Draft& draft, const std::string& asked_for, std::vector<Problem>& warnings) {
    if (auto zone = Zone::named(asked_for)) {
        tell_contradictions(draft, *zone, warnings);
        return *zone;
    }
    auto zone = Zone::named(draft.timezone);
    if (!zone && !draft.timezone.empty())
        warnings.push_back({"the file", "its time zone \"" + draft.timezone + "\" is not known here"});
    if (!zone) zone = Zone::of_city(without_accents(draft.city));
    if (!zone) zone = zone_of_country(draft.country);
    if (zone) {
        tell_contradictions(draft, *zone, warnings);
        return *zone;
    }
    const std::string reason = draft.city.empty() ? "no time zone and no city are given" : "no time zone is called after the city \"" + draft.city + "\"";
    const auto offset = usual_offset(draft);
    zone = offset ? zone_of_offset(*offset) : std::nullopt;
    if (!zone) zone = Zone{};
    warnings.push_back({"the file", reason + "; " + zone->name() + " was taken (say --timezone ZONE)"});
    return *zone;
}

}  // namespace kiosk

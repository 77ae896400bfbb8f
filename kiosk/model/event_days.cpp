#include "kiosk/model/event_days.h"

#include <algorithm>
#include <map>

namespace kiosk {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;

constexpr hours night_ends{5};

// A day that is open for longer is how software cuts the night, not the doors of a venue.
constexpr hours longest_opening{22};

/// Dates with the hours that somebody said.
using Hours = std::map<std::chrono::sys_days, const Day*>;

Instant midnight(std::chrono::sys_days date, const Zone& zone, hours plus = {}) {
    return zone.moment_of(ClockFace{date.time_since_epoch() + plus});
}

bool has_doors(const Day& day) { return !day.opens || !day.closes || *day.closes - *day.opens < longest_opening; }

auto first_not_before(const std::vector<Session>& sessions, Instant moment) {
    return std::lower_bound(sessions.begin(), sessions.end(), moment,
                            [](const Session& session, Instant wanted) { return session.starts < wanted; });
}

/// Adds the dates of sessions that no listed day covers. Goes from night to night, not from session to session.
void add_dates_of_sessions(const std::vector<Session>& sessions, const Zone& zone, Hours& dates) {
    auto session = sessions.begin();
    while (session != sessions.end()) {
        if (session->cancelled) {
            ++session;
            continue;
        }
        const ClockFace face = zone.face_at(session->starts);
        const std::chrono::sys_days date{floor<days>(face).time_since_epoch()};
        const std::chrono::sys_days evening{floor<days>(face - night_ends).time_since_epoch()};
        const bool is_late_evening = evening != date && dates.contains(evening);
        if (!is_late_evening) dates.emplace(date, nullptr);
        const Instant next_morning = midnight(is_late_evening ? date : date + days{1}, zone, night_ends);
        session = first_not_before(sessions, std::max(next_morning, session->starts + std::chrono::seconds{1}));
    }
}

Instant end_of_day(Hours::const_iterator day, const Hours& dates, const Zone& zone) {
    const auto next = std::next(day);
    const Instant morning = midnight(day->first + days{1}, zone, night_ends);
    const bool next_follows = next != dates.end() && next->first == day->first + days{1};
    Instant end = morning;
    if (day->second && day->second->closes) {
        const Instant closes = *day->second->closes;
        end = next_follows ? std::max(closes, midnight(day->first + days{1}, zone)) : std::max(closes, morning);
    }
    if (next != dates.end() && next->second && next->second->opens) end = std::min(end, *next->second->opens);
    return std::max(end, midnight(day->first, zone));
}

void find_sessions_of(EventDay& day, const std::vector<Session>& sessions) {
    const auto end = first_not_before(sessions, day.to);
    for (auto session = first_not_before(sessions, day.from); session != end; ++session) {
        if (session->cancelled) continue;
        if (!day.first_start) day.first_start = session->starts;
        day.last_end = std::min(std::max(day.last_end.value_or(session->ends), session->ends), day.to);
    }
}

}  // namespace

std::optional<Instant> EventDay::begins() const {
    if (opens && first_start) return std::min(*opens, *first_start);
    return opens ? opens : first_start;
}

std::optional<Instant> EventDay::ends() const {
    if (closes && last_end) return std::max(*closes, *last_end);
    return closes ? closes : last_end;
}

std::vector<EventDay> event_days(const Programme& programme, const Zone& zone) {
    Hours dates;
    for (const Day& day : programme.event.days) {
        dates.emplace(std::chrono::sys_days{day.date}, has_doors(day) ? &day : nullptr);
    }
    add_dates_of_sessions(programme.sessions, zone, dates);

    std::vector<EventDay> result;
    for (auto date = dates.begin(); date != dates.end(); ++date) {
        EventDay day{.date = Date{date->first}, .from = midnight(date->first, zone)};
        if (!result.empty()) day.from = std::max(day.from, result.back().to);
        day.to = std::max(day.from, end_of_day(date, dates, zone));
        if (date->second) {
            day.opens = date->second->opens;
            day.closes = date->second->closes;
        }
        find_sessions_of(day, programme.sessions);
        result.push_back(day);
    }
    return result;
}

const EventDay* day_at(std::span<const EventDay> days, Instant moment) {
    const auto day = std::find_if(days.begin(), days.end(), [&](const EventDay& candidate) {
        return candidate.from <= moment && moment < candidate.to;
    });
    return day == days.end() ? nullptr : &*day;
}

const EventDay* day_after(std::span<const EventDay> days, Instant moment) {
    const auto day = std::find_if(days.begin(), days.end(), [&](const EventDay& candidate) {
        return candidate.begins().value_or(candidate.from) > moment;
    });
    return day == days.end() ? nullptr : &*day;
}

}  // namespace kiosk

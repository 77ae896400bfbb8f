#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/base/zone.h"
#include "kiosk/sources/files/json/json_document.h"
#include "kiosk/sources/files/json/json_schedules.h"

namespace kiosk {
namespace {

using namespace std::chrono;

/// Indico writes {"date": "2021-09-17", "tz": "UTC", "time": "14:10:00"}.
std::optional<WrittenTime> indico_time(const Json& value) {
    auto time = parse_iso_time(words_of(value, "date") + "T" + words_of(value, "time"));
    if (!time) return std::nullopt;
    if (const auto zone = Zone::named(words_of(value, "tz"))) time->offset = zone->offset_at(zone->moment_of(time->face));
    return time;
}

/// A number of minutes; none for what no session lasts.
std::optional<seconds> minutes_of(const Json& length) {
    constexpr double most = 366.0 * 24 * 60;
    const double count = length.is_number() ? length.get<double>() : -1;
    return count >= 0 && count <= most ? std::optional<seconds>{minutes{static_cast<int>(count)}} : std::nullopt;
}

std::vector<std::string> people_of(const Json& item) {
    std::vector<std::string> people;
    for (const char* list : {"speakers", "primaryauthors"}) {
        for (const Json* person : items(member(item, list))) {
            const std::string first = words_of(*person, "first_name");
            const std::string last = words_of(*person, "last_name");
            std::string name{trimmed(first + " " + last)};
            if (name.empty()) name = words_of(*person, "fullName");
            if (!name.empty()) people.push_back(std::move(name));
        }
        if (!people.empty()) break;
    }
    return people;
}

void read_session(const Json& item, const Json& event, Draft& draft) {
    DraftSession session{.id = words_of(item, "id"), .title = title_of(item)};
    session.where = "contribution " + session.id;
    session.starts = indico_time(member(item, "startDate"));
    session.ends = indico_time(member(item, "endDate"));
    session.duration = minutes_of(member(item, "duration"));
    if (!session.starts) tell_malformed(item, "startDate", session, draft.warnings);
    if (!session.ends) tell_malformed(item, "endDate", session, draft.warnings);
    if (!session.duration) tell_malformed(item, "duration", session, draft.warnings);
    session.track = words_of(item, "track");
    if (session.track.empty()) session.track = words_of(item, "session");
    for (const Json* place : {&item, &event}) {
        std::string room = words_of(*place, "roomFullname");
        if (room.empty()) room = words_of(*place, "room");
        if (session.rooms.empty() && !room.empty()) session.rooms.push_back(std::move(room));
    }
    session.people = people_of(item);
    session.cancelled = is_called_off(item);
    draft.sessions.push_back(std::move(session));
}

/// The days from the event's start to its end, as clocks in its zone show them.
void read_days(const Json& event, Draft& draft) {
    constexpr auto longest_event = days{62};
    const auto zone = Zone::named(draft.timezone).value_or(Zone{});
    const auto starts = indico_time(member(event, "startDate"));
    const auto ends = indico_time(member(event, "endDate"));
    if (!starts || !ends) return;
    const auto first = floor<days>(zone.face_at(starts->moment_in(zone)));
    const auto last = floor<days>(zone.face_at(ends->moment_in(zone)));
    if (last - first > longest_event) return;
    for (auto day = first; day <= last; day += days{1}) draft.days.push_back({.date = Date{day}});
}

Reading read(std::string_view content) {
    return read_json(content, [](const Json& document) -> Reading {
        Reading reading{.understood = true};
        Draft& draft = reading.draft;
        draft.format = indico_json_reader().format;
        const auto events = items(member(document, "results"));
        if (events.empty()) return json_refused("there is no event in its \"results\"");
        for (const Json* event : events) {
            if (draft.event_name.empty()) draft.event_name = words_of(*event, "title");
            if (draft.timezone.empty()) draft.timezone = words_of(*event, "timezone");
            if (draft.city.empty()) draft.city = words_of(*event, "location");
            read_days(*event, draft);
            const auto contributions = items(member(*event, "contributions"));
            for (const Json* item : contributions) read_session(*item, *event, draft);
            if (contributions.empty()) read_session(*event, *event, draft);
        }
        return reading;
    });
}

bool recognises(std::string_view content) { return has_names(content, '{', {"results", "startDate", "title"}); }

}  // namespace

Reader indico_json_reader() {
    return {.format = "indico-json", .description = "Indico's export", .recognises = recognises, .read = read};
}

}  // namespace kiosk

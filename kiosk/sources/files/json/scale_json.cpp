#include "kiosk/base/text.h"
#include "kiosk/sources/files/json/json_document.h"
#include "kiosk/sources/files/json/json_schedules.h"

namespace kiosk {
namespace {

Reading read(std::string_view content) {
    return read_json(content, [](const Json& document) -> Reading {
        Reading reading{.understood = true};
        reading.draft.format = scale_json_reader().format;
        std::size_t count = 0;
        for (const Json* item : items(document)) {
            DraftSession session{.title = title_of(*item, "Name")};
            session.where = "session " + std::to_string(++count);
            session.starts = time_of(*item, "StartTime");
            session.ends = time_of(*item, "EndTime");
            if (!session.starts) tell_malformed(*item, "StartTime", session, reading.draft.warnings);
            if (!session.ends) tell_malformed(*item, "EndTime", session, reading.draft.warnings);
            session.track = words_of(*item, "Topic");
            if (std::string room = words_of(*item, "Location"); !room.empty()) session.rooms.push_back(std::move(room));
            const std::string speakers = words_of(*item, "Speakers");
            for (const auto speaker : split(speakers, ','))
                if (!trimmed(speaker).empty()) session.people.emplace_back(trimmed(speaker));
            session.cancelled = is_called_off(*item);
            reading.draft.sessions.push_back(std::move(session));
        }
        if (reading.draft.sessions.empty()) return json_refused("there is no session in it");
        return reading;
    });
}

bool recognises(std::string_view content) { return has_names(content, '[', {"Name", "StartTime", "Location"}); }

}  // namespace

Reader scale_json_reader() {
    return {.format = "scale-json", .description = "SCaLE's sign feed", .recognises = recognises, .read = read};
}

}  // namespace kiosk

#include <algorithm>
#include <map>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/json/json_document.h"
#include "kiosk/sources/files/json/json_schedules.h"

namespace kiosk {
namespace {

/// A text of an item that has it in several languages: the first that the file writes, or the plain one.
///
/// @param read  words_of or title_of
std::string in_its_language(const Json& item, const char* name, std::string (*read)(const Json&, const char*) = words_of) {
    if (std::string text = read(item, name); !text.empty()) return text;
    if (item.is_object())
        for (const Json& language : item)
            if (std::string text = read(language, name); !text.empty()) return text;
    return {};
}

/// Names by id of one of the file's lists.
std::map<std::string, std::string> names_of(const Json& list) {
    std::map<std::string, std::string> names;
    for (const Json* item : items(list)) names.emplace(words_of(*item, "id"), in_its_language(*item, "name"));
    return names;
}

std::string name_or_id(const std::map<std::string, std::string>& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() || found->second.empty() ? id : found->second;
}

Reading read(std::string_view content) {
    return read_json(content, [](const Json& document) -> Reading {
        Reading reading{.understood = true};
        Draft& draft = reading.draft;
        draft.format = opass_json_reader().format;
        const auto speakers = names_of(member(document, "speakers"));
        const auto rooms = names_of(member(document, "rooms"));
        const auto types = names_of(member(document, "session_types"));
        for (const Json* room : items(member(document, "rooms"))) draft.rooms.push_back(name_or_id(rooms, words_of(*room, "id")));
        for (const Json* item : items(member(document, "sessions"))) {
            DraftSession session{.id = words_of(*item, "id"), .title = in_its_language(*item, "title", title_of)};
            session.where = "session " + session.id;
            session.starts = time_of(*item, "start");
            session.ends = time_of(*item, "end");
            if (!session.starts) tell_malformed(*item, "start", session, draft.warnings);
            if (!session.ends) tell_malformed(*item, "end", session, draft.warnings);
            session.track = name_or_id(types, words_of(*item, "type"));
            if (const std::string room = words_of(*item, "room"); !room.empty()) session.rooms.push_back(name_or_id(rooms, room));
            for (const Json* room : items(member(*item, "broadcast"))) session.rooms.push_back(name_or_id(rooms, words(*room)));
            for (const Json* speaker : items(member(*item, "speakers"))) session.people.push_back(name_or_id(speakers, words(*speaker)));
            session.cancelled = is_called_off(*item);
            draft.sessions.push_back(std::move(session));
        }
        if (draft.sessions.empty()) return json_refused("there is no session in it");
        return reading;
    });
}

bool recognises(std::string_view content) { return has_names(content, '{', {"sessions", "start", "room"}); }

}  // namespace

Reader opass_json_reader() {
    return {.format = "opass-json", .description = "OPass' session.json", .recognises = recognises, .read = read};
}

}  // namespace kiosk

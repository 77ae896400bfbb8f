#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/domain/settle.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {

/// A moment on 16 May 2013 in Dublin, e.g. at("10:15").
inline Instant at(std::string_view clock) {
    return parse_iso_time("2013-05-16T" + std::string{clock})->moment_in(*Zone::named("Europe/Dublin"));
}

inline SettledSession talk(std::string id, std::string title, std::string room, std::string_view starts,
                           std::string_view ends) {
    Session session{.id = std::move(id), .title = std::move(title), .starts = at(starts), .ends = at(ends)};
    if (!room.empty()) session.room = std::move(room);
    return {.session = std::move(session), .from_face = true};
}

inline SettledSession with_guid(SettledSession session, std::string guid) {
    session.session.guid = std::move(guid);
    return session;
}

inline Topic topic(std::string id, std::string title) { return {.id = std::move(id), .title = std::move(title)}; }

/// A file of an event on 16 May 2013, 9 to 5 on Dublin's clocks.
inline Settled a_file(std::string event, std::vector<SettledSession> sessions, std::vector<Topic> topics = {}) {
    Settled content{.format = "frab-xml", .sessions = std::move(sessions), .topics = std::move(topics)};
    content.event = {.name = std::move(event), .timezone = "Europe/Dublin"};
    content.event.days = {{*parse_iso_date("2013-05-16"), at("09:00"), at("17:00")}};
    content.days_from_faces = true;
    for (const SettledSession& each : content.sessions)
        if (each.session.room && std::ranges::find(content.rooms, *each.session.room) == content.rooms.end())
            content.rooms.push_back(*each.session.room);
    return content;
}

inline ImportOptions from(std::string path) { return {.path = std::move(path), .at = at("08:00")}; }

inline ImportOptions replacing(ImportOptions options) {
    options.replace = true;
    return options;
}

/// "10:00 Opening @ Liffey (1)" for each session, in Dublin's clock.
inline std::vector<std::string> lines(const Programme& programme) {
    const Zone zone = *Zone::named("Europe/Dublin");
    std::vector<std::string> result;
    for (const Session& each : programme.sessions)
        result.push_back(iso_time(each.starts, zone).substr(11, 5) + " " + each.title + " @ " + each.room.value_or("-") + " (" +
                         each.id + ")");
    return result;
}

inline std::vector<std::string> room_names(const Programme& programme) {
    std::vector<std::string> names;
    for (const Room& room : programme.rooms) names.push_back(room.name);
    return names;
}

using Lines = std::vector<std::string>;

/// A folder that is gone with the test.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-test-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

}  // namespace kiosk

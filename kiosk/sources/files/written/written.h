#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// A line as it has to stand in a file so that `plain_line` reads it back: as it is, or, where it would be taken for HTML,
/// with its signs escaped.
std::string as_plain_line(const std::string& line);

/// The same for a title and `plain_title`, which takes signs for Markdown as well.
std::string as_plain_title(const std::string& title);

/// A moment in ISO 8601 with its offset in the zone; in UTC where that offset has seconds, which nobody can write.
std::string written_time(Instant moment, const Zone& zone);

/// The clock in the zone: "10:15", with seconds where it has any.
std::string written_clock(Instant moment, const Zone& zone);

/// "1:30", with seconds where it has any; none for a year and more, which no reader believes.
std::optional<std::string> written_length(std::chrono::seconds length);

/// A topic's field by the name that all our formats give it.
struct TopicField {
    std::string_view name;  // small letters, words with hyphens between: "mailing-list"
    std::optional<std::string> Topic::*value;
};
const std::vector<TopicField>& topic_fields();

/// The sessions of one of the event's days, as a file lists them under it.
struct ListedDay {
    const Day* day = nullptr;  // null: the event has no days
    std::vector<const Session*> sessions = {};
};

/// All sessions, each under the day in whose hours or on whose date it begins, else under the one before.
std::vector<ListedDay> listed_days(const Programme& programme, const Zone& zone);

/// All rooms of a session, the first first.
std::vector<std::string> all_rooms(const Session& session);

/// The zone of the event.
Zone zone_of(const Programme& programme);

}  // namespace kiosk

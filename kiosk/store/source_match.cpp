#include "kiosk/store/source_match.h"

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/base/fold.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

/// What tells that two files speak of the same things: numbers alone don't, every schedule has a session 1.
class Contents {
  public:
    explicit Contents(const Settled& content) {
        for (const auto& [session, from_face, id_from_title] : content.sessions) {
            titles_.insert('s' + session.id + '\0' + session.title);
            if (session.guid.empty())
                lacks_guids_.insert(session.id);
            else
                guids_.insert(session.guid);
        }
        for (const Topic& topic : content.topics) {
            titles_.insert('t' + topic.id + '\0' + topic.title);
            lacks_guids_.insert(topic.id);
        }
    }

    bool has_guid(const std::string& guid) const { return !guid.empty() && guids_.contains(guid); }

    /// @param kind  's' or 't'
    bool has_title(char kind, const std::string& key, const std::string& guid, const std::string& title) const {
        return (guid.empty() || lacks_guids_.contains(key)) && titles_.contains(kind + key + '\0' + title);
    }

  private:
    std::set<std::string> guids_;
    std::set<std::string> titles_;
    std::set<std::string> lacks_guids_;
};

struct KnownSource {
    std::string path = {};
    std::string event_name = {};
    std::string event_acronym = {};
    int things = 0;
    int shared = 0;
    bool shares_guid = false;

    bool has_most_in_common() const { return shared > 0 && 2 * shared >= things; }
};

std::map<int, KnownSource> known_sources(sqlite3* database, const Contents& contents) {
    const char* tried = "read what was imported";
    std::map<int, KnownSource> sources;
    Statement rows{database, "SELECT id, path, event_name, event_acronym FROM source", tried};
    while (rows.step())
        sources[rows.integer(0)] = {.path = rows.text(1), .event_name = rows.text(2), .event_acronym = rows.text(3)};

    Statement things{database,
                     "SELECT source, 's', source_key, guid, title FROM session WHERE source IS NOT NULL "
                     "UNION ALL SELECT source, 't', source_key, '', title FROM topic",
                     tried};
    while (things.step()) {
        KnownSource& source = sources[things.integer(0)];
        const bool by_guid = contents.has_guid(things.text(3));
        ++source.things;
        source.shares_guid = source.shares_guid || by_guid;
        if (by_guid || contents.has_title(things.text(1).front(), things.text(2), things.text(3), things.text(4)))
            ++source.shared;
    }
    return sources;
}

bool equal_names(const std::string& one, const std::string& other) {
    return !one.empty() && folded(one) == folded(other);
}

bool are_nameless(const std::map<int, KnownSource>& sources) {
    return std::ranges::all_of(sources, [](const auto& entry) { return entry.second.event_name.empty(); });
}

bool is_same_event(const StoredEvent& event, const std::map<int, KnownSource>& sources, const Settled& content,
                   const std::string& path) {
    const std::string& name = content.event.name;
    if (name.empty() || equal_names(name, event.name)) return true;
    const auto says_so = [&](const auto& entry) {
        const KnownSource& source = entry.second;
        return equal_names(name, source.event_name) || equal_names(content.acronym, source.event_acronym) ||
               source.shares_guid || (!path.empty() && source.path == path && source.has_most_in_common());
    };
    // Where no file has said the event's name yet, the first one that says it has to hold most of what is there.
    const auto has_its_content = [](const auto& entry) { return entry.second.has_most_in_common(); };
    return sources.empty() || std::ranges::any_of(sources, says_so) || (are_nameless(sources) && std::ranges::any_of(sources, has_its_content));
}

}  // namespace

std::optional<StoredEvent> stored_event(sqlite3* database) {
    Statement row{database, "SELECT name, timezone, timezone_by_hand FROM event", "read the event"};
    if (!row.step()) return std::nullopt;
    return StoredEvent{.name = row.text(0), .timezone = row.text(1), .timezone_by_hand = row.integer(2) != 0};
}

SourceMatch match_source(sqlite3* database, const StoredEvent& event, const Settled& content, const std::string& path) {
    const auto sources = known_sources(database, Contents{content});
    if (!is_same_event(event, sources, content, path)) return {.event_is_unnamed = are_nameless(sources)};
    SourceMatch match{.same_event = true};
    int most = 0;
    for (const auto& [id, source] : sources) {
        if (!path.empty() && source.path == path) return {.same_event = true, .source = id};
        if (source.shared > most) {
            most = source.shared;
            match.source = id;
        }
    }
    return match;
}

}  // namespace kiosk

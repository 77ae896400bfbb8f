#include <algorithm>
#include <filesystem>

#include "kiosk/base/text.h"
#include "kiosk/store/faces.h"
#include "kiosk/store/import_placings.h"
#include "kiosk/store/import_rooms.h"
#include "kiosk/store/import_sessions.h"
#include "kiosk/store/import_topics.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/source_match.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

void erase_event(sqlite3* database) {
    for (const char* sql : {"DELETE FROM session", "DELETE FROM topic", "DELETE FROM room", "DELETE FROM edit", "DELETE FROM source", "DELETE FROM event"})
        Statement{database, sql, "remove the old event"}.run();
}

void refuse_other_event(const StoredEvent& stored, const Settled& content, bool is_unnamed) {
    const std::string name = in_quotes(content.event.name);
    throw StoreError("the database holds the event " + in_quotes(stored.name) + ", the file is of " + name +
                     ": add --replace to put the new one in the old one's place" +
                     (is_unnamed ? "; if both are one event, say its name first (kiosk event --name " + name + ")" : ""));
}

/// People are not of a file: who stays behind when another event takes the place has to be known.
void warn_of_attendees(sqlite3* database, const StoredEvent& old, std::vector<Problem>& warnings) {
    Statement people{database, "SELECT count(*) FROM attendee", "count the attendees"};
    people.step();
    if (const int count = people.integer(0); count > 0)
        warnings.push_back({"the attendees", (count == 1 ? "one of " : std::to_string(count) + " of ") + in_quotes(old.name) +
                                                 " stay, with their check-ins, and are let in: kiosk purge --yes removes them"});
}

/// Makes the event of a first file.
void make_event(sqlite3* database, const Settled& content, const ImportOptions& options, std::vector<Problem>& warnings) {
    std::string name = content.event.name;
    if (name.empty()) {
        name = std::filesystem::path{options.path}.stem().string();
        if (name.empty()) name = "Event";
        warnings.push_back({"the file", "names no event: it is called " + in_quotes(name) +
                                            " until kiosk event --name gives it another name"});
    }
    Statement{database, "INSERT INTO event (id, name, timezone, city, country, language) VALUES (1, ?, ?, ?, ?, ?)",
              "write the event"}
        .bind(name)
        .bind(content.event.timezone)
        .bind(content.event.city)
        .bind(content.event.country)
        .bind(content.event.language)
        .run();
}

int write_source(sqlite3* database, std::optional<int> source, const Settled& content, const ImportOptions& options) {
    const char* tried = "write what was imported";
    const char* sql = "INSERT INTO source (format, path, event_name, event_acronym, imported_at, id) VALUES (?, ?, ?, ?, ?, ?) "
                      "ON CONFLICT (id) DO UPDATE SET format = excluded.format, path = excluded.path, event_name = "
                      "excluded.event_name, event_acronym = excluded.event_acronym, imported_at = excluded.imported_at";
    if (!source) {
        Statement next{database, "SELECT coalesce(max(id), 0) + 1 FROM source", tried};
        next.step();
        source = next.integer(0);
    }
    Statement{database, sql, tried}
        .bind(content.format)
        .bind(options.path)
        .bind(content.event.name)
        .bind(content.acronym)
        .bind(options.at)
        .bind(source)
        .run();
    return *source;
}

void set_zone(sqlite3* database, const std::string& old_zone, const std::string& new_zone) {
    keep_faces(database, old_zone, new_zone);
    Statement{database, "UPDATE event SET timezone = ?", "write the event"}.bind(new_zone).run();
}

/// Brings the event up to date with its first source, or fills with another one what is still unknown.
void update_event(sqlite3* database, const Settled& content, bool is_first_source) {
    const Event& event = content.event;
    if (is_first_source)
        Statement{database,
                  "UPDATE event SET name = iif(name_by_hand OR ?1 = '', name, ?1), city = iif(?2 = '', city, ?2), "
                  "country = iif(?3 = '', country, ?3), language = iif(language_by_hand, language, ?4)",
                  "write the event"}
            .bind(event.name)
            .bind(event.city)
            .bind(event.country)
            .bind(event.language)
            .run();
    else
        Statement{database,
                  "UPDATE event SET city = iif(city = '', ?1, city), country = iif(country = '', ?2, country)",
                  "write the event"}
            .bind(event.city)
            .bind(event.country)
            .run();
}

/// Decides the event's zone; moves what others gave as clock faces with it.
void settle_zone(sqlite3* database, const StoredEvent& stored, const Settled& content, bool is_first_source,
                 bool zone_is_asked) {
    const bool may_set = zone_is_asked || (is_first_source && !stored.timezone_by_hand);
    if (may_set && stored.timezone != content.event.timezone) set_zone(database, stored.timezone, content.event.timezone);
}

void write_days(sqlite3* database, int source, const Settled& content, bool moves_with_zone) {
    const char* tried = "write the days";
    Statement{database, "DELETE FROM day WHERE source = ?", tried}.bind(source).run();
    Statement day{database, "INSERT OR REPLACE INTO day (source, date, opens, closes, from_face) VALUES (?, ?, ?, ?, ?)", tried};
    for (const Day& each : content.event.days)
        day.bind(source).bind(each.date).bind(each.opens).bind(each.closes).bind(moves_with_zone && content.days_from_faces).run();
}

bool is_first(sqlite3* database, std::optional<int> source) {
    Statement first{database, "SELECT min(id) FROM source", "read what was imported"};
    first.step();
    return first.is_null(0) || first.optional_integer(0) == source;
}

ImportOutcome import_now(sqlite3* database, const Settled& content, const ImportOptions& options) {
    ImportOutcome outcome;
    auto stored = stored_event(database);
    SourceMatch match;
    if (stored) {
        match = match_source(database, *stored, content, options.path);
        if (!match.same_event) {
            if (!options.replace) refuse_other_event(*stored, content, match.event_is_unnamed);
            warn_of_attendees(database, *stored, outcome.warnings);
            erase_event(database);
            stored.reset();
        }
    }
    if (stored) {
        const bool first = is_first(database, match.source);
        settle_zone(database, *stored, content, first, options.zone_is_asked);
        update_event(database, content, first);
    } else {
        make_event(database, content, options, outcome.warnings);
    }

    const int source = write_source(database, match.source, content, options);
    const StoredEvent event = stored_event(database).value();
    // Faces that the file meant in a zone of its own stay where they are when the event's changes.
    const bool moves_with_zone = event.timezone == content.event.timezone;
    if (!moves_with_zone)
        outcome.warnings.push_back({"the file", "is written in the zone " + content.event.timezone +
                                                    "; the screens show the event's, " + event.timezone});
    if (!content.event.name.empty() && stored && event.name != content.event.name)
        outcome.warnings.push_back({"the file", "calls the event " + in_quotes(content.event.name) + "; it stays " +
                                                    in_quotes(event.name)});
    outcome.event = event.name;
    write_days(database, source, content, moves_with_zone);
    write_rooms(database, source, content);
    const Author author{.at = options.at, .device = options.device};
    outcome.changes = write_sessions(
        database, source, content, {.moves_with_zone = moves_with_zone, .author = author, .warnings = &outcome.warnings});
    write_topics(database, source, content, outcome.warnings);
    write_placings(database, source, content, author);
    tidy_rooms(database, source, content);
    return outcome;
}

}  // namespace

ImportOutcome store_import(Database& database, const Settled& content, const ImportOptions& options) {
    // A large import that doesn't fit into the cache is written to the log again and again. KiB; taken as they are needed.
    Statement{database.handle(), "PRAGMA cache_size = -98304", "make room for an import"}.run();
    ImportOutcome outcome;
    const auto work = [&] { outcome = import_now(database.handle(), content, options); };
    if (options.dry_run)
        database.rehearse(work);
    else
        database.transaction(work);
    return outcome;
}

bool holds_event(const Database& database) { return stored_event(database.handle()).has_value(); }

std::optional<std::string> zone_to_keep(const Database& database, const Settled& content, const std::string& path,
                                        bool file_names_zone) {
    std::optional<std::string> zone;
    database.snapshot([&] {
        const auto stored = stored_event(database.handle());
        if (stored && (stored->timezone_by_hand || !file_names_zone) &&
            match_source(database.handle(), *stored, content, path).same_event)
            zone = stored->timezone;
    });
    return zone;
}

}  // namespace kiosk

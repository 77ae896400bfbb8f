#include "kiosk/sources/hub/publish.h"

#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/hub/hub_attendees.h"
#include "kiosk/store/hub/mirror.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

constexpr const char* publishing = "publish the event";
constexpr const char* publishing_attendees = "publish the attendees";
constexpr std::size_t rows_at_once = 1000;
constexpr std::size_t piece_bytes = 1 << 16;

using Known = std::map<std::pair<std::string, std::string>, std::string>;

Known known_documents(Postgres& hub, const std::string& event) {
    Known known;
    const Rows rows = hub.run("SELECT kind, key, content FROM kiosk.document WHERE event = $1 AND NOT gone", publishing, {event});
    for (int i = 0; i < rows.size(); ++i)
        known.emplace(std::pair{std::string{rows.text(i, 0)}, std::string{rows.text(i, 1)}}, std::string{rows.text(i, 2)});
    return known;
}

void send(Postgres& hub, const std::string& event, nlohmann::json& rows) {
    if (rows.empty()) return;
    hub.run("INSERT INTO kiosk.document (event, kind, key, for_doors, content, gone) SELECT $1, x.kind, x.key, x.for_doors, x.content, "
            "x.gone FROM json_to_recordset($2) AS x(kind text, key text, for_doors boolean, content text, gone boolean) "
            "ON CONFLICT (event, kind, key) DO UPDATE SET for_doors = excluded.for_doors, content = excluded.content, gone = excluded.gone",
            publishing, {event, rows.dump()});
    rows.clear();
}

void publish_documents(const Database& database, Postgres& hub, Published& outcome) {
    Known known = known_documents(hub, outcome.event);
    nlohmann::json rows = nlohmann::json::array();
    const auto add = [&](const Document& each) {
        rows.push_back({{"kind", each.kind}, {"key", each.key}, {"for_doors", each.for_doors}, {"content", each.content}, {"gone", each.gone}});
        if (rows.size() == rows_at_once) send(hub, outcome.event, rows);
    };
    for (const Document& each : mirrored_documents(database)) {
        const auto found = known.find({each.kind, each.key});
        const bool same = found != known.end() && found->second == each.content;
        if (found != known.end()) known.erase(found);
        if (same) continue;
        add(each);
        ++outcome.written;
    }
    for (const auto& [name, content] : known) {
        add({.kind = name.first, .key = name.second, .content = "{}", .gone = true});
        ++outcome.removed;
    }
    send(hub, outcome.event, rows);
}

/// Ids and digests, in hexadecimal digits.
std::unordered_map<std::string, std::string> known_attendees(Postgres& hub, const std::string& event) {
    std::unordered_map<std::string, std::string> known;
    hub.copy_out("COPY (SELECT id, encode(digest, 'hex') FROM kiosk.attendee WHERE event = " + hub.in_quotes(event) +
                     " AND NOT gone) TO STDOUT",
                 publishing_attendees, [&](std::string_view line) {
                     const auto tab = line.find('\t');
                     known.emplace(line.substr(0, tab), line.substr(tab + 1, line.size() - tab - 2));
                 });
    return known;
}

/// A field of COPY's text form.
void add_text(std::string& line, const std::optional<std::string_view>& text) {
    if (!text) {
        line += "\\N";
        return;
    }
    for (const char c : *text) {
        switch (c) {
            case '\\': line += "\\\\"; break;
            case '\n': line += "\\n"; break;
            case '\r': line += "\\r"; break;
            case '\t': line += "\\t"; break;
            default: line += c;
        }
    }
}

void add_bytes(std::string& line, const std::optional<std::string_view>& bytes) {
    line += bytes ? "\\\\x" + hexadecimal(*bytes) : "\\N";
}

/// The order of the first sync: by the code's hash; those without one come last.
std::string place_of(const HubAttendee& attendee) {
    return attendee.code_hash ? std::string{*attendee.code_hash} : std::string(16, '\xff').append(attendee.id);
}

void add_line(std::string& text, const HubAttendee& each) {
    add_text(text, each.id);
    add_bytes(text += '\t', place_of(each));
    add_bytes(text += '\t', each.digest);
    add_bytes(text += '\t', each.code_hash);
    add_text(text += '\t', each.state);
    add_text(text += '\t', each.revoked_by_hand ? "t" : "f");
    add_text(text += '\t', each.ticket_type);
    add_text(text += '\t', each.valid_from);
    add_text(text += '\t', each.valid_until);
    add_bytes(text += '\t', each.ticket_public);
    add_bytes(text += '\t', each.ticket_box);
    add_text(text += '\t', each.sessions);
    add_bytes(text += '\t', each.typed_hash);
    add_bytes(text += '\t', each.typed_box);
    text += '\n';
}

constexpr const char* attendee_columns =
    "id, place, digest, code_hash, state, revoked_by_hand, ticket_type, valid_from, valid_until, ticket_public, ticket_box, sessions, "
    "typed_hash, typed_box";

/// Sends the attendees that differ to a table of this connection, so that the event's lock is held for the writing alone.
void stage_attendees(const Database& database, Postgres& hub, Published& outcome) {
    auto known = known_attendees(hub, outcome.event);
    std::string changed;
    each_listed_attendee(database, [&](const HubAttendee& each) {
        const auto found = known.find(std::string{each.id});
        const bool same = found != known.end() && found->second == hexadecimal(each.digest);
        if (found != known.end()) known.erase(found);
        if (same) return;
        add_line(changed, each);
        ++outcome.attendees_written;
    });
    hub.run_script(std::string{"CREATE TEMP TABLE arriving (LIKE kiosk.attendee INCLUDING DEFAULTS) ON COMMIT DROP;"} +
                       "ALTER TABLE arriving ALTER event DROP NOT NULL;"
                       "CREATE TEMP TABLE leaving (id text) ON COMMIT DROP",
                   publishing_attendees);
    std::string_view left = changed;
    hub.copy_in(std::string{"COPY arriving ("} + attendee_columns + ") FROM STDIN", publishing_attendees, [&] {
        const auto piece = left.substr(0, piece_bytes);
        left.remove_prefix(piece.size());
        return piece;
    });
    std::string gone;
    for (const auto& [id, digest] : known) gone += id + "\n";
    outcome.attendees_removed = static_cast<int>(known.size());
    left = gone;
    hub.copy_in("COPY leaving FROM STDIN", publishing_attendees, [&] {
        const auto piece = left.substr(0, piece_bytes);
        left.remove_prefix(piece.size());
        return piece;
    });
}

void write_attendees(Postgres& hub, const Published& outcome) {
    if (outcome.attendees_removed > 0)
        hub.run("UPDATE kiosk.attendee SET gone = true, digest = '', code_hash = NULL, place = convert_to(id, 'UTF8'), ticket_type = '', "
                "valid_from = NULL, valid_until = NULL, ticket_public = NULL, ticket_box = NULL, sessions = NULL, "
                "typed_hash = NULL, typed_box = NULL "
                "WHERE event = $1 AND id IN (SELECT id FROM leaving)",
                publishing_attendees, {outcome.event});
    if (outcome.attendees_written > 0)
        hub.run(std::string{"INSERT INTO kiosk.attendee (event, "} + attendee_columns + ") SELECT $1, " + attendee_columns +
                    // As a first sync takes them, so that it reads the disk from front to back.
                    " FROM arriving ORDER BY place ON CONFLICT (event, id) DO UPDATE SET place = excluded.place, digest = excluded.digest, "
                    "code_hash = excluded.code_hash, state = excluded.state, revoked_by_hand = excluded.revoked_by_hand, "
                    "ticket_type = excluded.ticket_type, valid_from = excluded.valid_from, valid_until = excluded.valid_until, "
                    "ticket_public = excluded.ticket_public, ticket_box = excluded.ticket_box, sessions = excluded.sessions, "
                    "typed_hash = excluded.typed_hash, typed_box = excluded.typed_box, gone = false",
                publishing_attendees, {outcome.event});
}

}  // namespace

Published publish(const Database& database, Postgres& hub, const PublishOptions& options) {
    Published outcome{.event = options.event};
    database.snapshot([&] {
        const auto programme = load_programme(database);
        if (!programme) throw StoreError("there is no event to publish yet: kiosk import FILE brings one");
        if (outcome.event.empty()) outcome.event = hexadecimal(random_bytes(16));
        // An attendee list of a million takes the server longer than an answer should.
        const auto patience = std::chrono::minutes{10};
        hub.set_patience(patience);
        hub.transaction([&] {
            outcome.is_new = hub.run("INSERT INTO kiosk.event (id, name, epoch) VALUES ($1, $2, replace(gen_random_uuid()::text, '-', '')) "
                                     "ON CONFLICT (id) DO NOTHING",
                                     publishing, {outcome.event, programme->event.name})
                                 .written() > 0;
            if (outcome.is_new)
                hub.run("INSERT INTO kiosk.device (id, event, name) VALUES ($1, $1, 'hub')", publishing, {outcome.event});
            stage_attendees(database, hub, outcome);
            publish_documents(database, hub, outcome);
            write_attendees(hub, outcome);
            if (outcome.is_new && !options.device.empty())
                outcome.handed_over = hand_over(database, hub, outcome.event, options.device, options.place_of);
            hub.run("UPDATE kiosk.event SET name = $2 WHERE id = $1 AND name <> $2", publishing, {outcome.event, programme->event.name});
        });
        // Devices ask at once, before the server would have looked at the new list by itself: it would sort all of it.
        if (outcome.attendees_written > 0) hub.run("ANALYZE kiosk.attendee", publishing_attendees);
    });
    return outcome;
}

}  // namespace kiosk

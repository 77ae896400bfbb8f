#include "kiosk/store/import_sessions.h"

#include <map>
#include <numeric>
#include <utility>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/same_sessions.h"
#include "kiosk/store/late_indexes.h"
#include "kiosk/store/placements.h"
#include "kiosk/store/public_ids.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* writing_sessions = "write the sessions";
constexpr const char* reading_sessions = "read the sessions";

/// The sessions of a source as its last import left them, side by side with what is needed to know them again.
struct LastImport {
    std::vector<KnownSession> known = {};
    std::vector<std::string> ids = {};
    std::vector<Placement> said = {};     // by the source
    std::vector<Placement> current = {};  // after what was changed by hand
    std::vector<std::vector<std::string>> also_in = {};
};

LastImport last_import(sqlite3* database, int source) {
    LastImport last;
    std::map<std::string, std::size_t> place_of;
    Statement rows{database,
                   "SELECT id, source_key, guid, key_from_title, title, source_room, source_starts, source_ends, "
                   "source_cancelled, source_from_face, room, starts, ends, cancelled, from_face FROM session WHERE source = ? "
                   "ORDER BY rowid",
                   reading_sessions};
    rows.bind(source);
    const auto placement_at = [&](int first) {
        return Placement{.room = rows.optional_text(first),
                         .starts = rows.instant(first + 1).value_or(Instant{}),
                         .ends = rows.instant(first + 2).value_or(Instant{}),
                         .cancelled = rows.integer(first + 3) != 0,
                         .from_face = rows.integer(first + 4) != 0};
    };
    while (rows.step()) {
        place_of.emplace(rows.text(0), last.ids.size());
        last.ids.push_back(rows.text(0));
        last.said.push_back(placement_at(5));
        last.current.push_back(placement_at(10));
        last.known.push_back({.key = rows.text(1),
                              .guid = rows.text(2),
                              .key_from_title = rows.integer(3) != 0,
                              .title = rows.text(4),
                              .starts = last.said.back().starts,
                              .room = last.said.back().room});
    }
    last.also_in.resize(last.ids.size());
    Statement people{database,
                     "SELECT session, name FROM session_person WHERE session IN (SELECT id FROM session WHERE source = ?) "
                     "ORDER BY session, position",
                     reading_sessions};
    people.bind(source);
    while (people.step()) last.known[place_of.at(people.text(0))].people.push_back(people.text(1));
    Statement rooms{database,
                    "SELECT session, room FROM session_also_in WHERE session IN (SELECT id FROM session WHERE source = ?) "
                    "ORDER BY session, position",
                    reading_sessions};
    rooms.bind(source);
    while (rooms.step()) last.also_in[place_of.at(rooms.text(0))].push_back(rooms.text(1));
    return last;
}

std::string place_of(const std::string& id, const std::string& title) { return "session " + id + " " + in_quotes(title); }

/// One import on its way into the tables.
class SessionImport {
  public:
    SessionImport(sqlite3* database, int source, const Settled& content, const SessionWriting& writing)
        : sql_(database), source_(source), content_(content), writing_(writing), last_(last_import(database, source)) {}

    ProgrammeChanges run() {
        find_again();
        remove_missing();
        for (const char* sql : {"DELETE FROM session_person WHERE session IN (SELECT id FROM session WHERE source = ?)",
                                "DELETE FROM session_also_in WHERE session IN (SELECT id FROM session WHERE source = ?)"})
            Statement{sql_, sql, writing_sessions}.bind(source_).run();
        LateIndexes indexes{sql_, "session", content_.sessions.size()}, of_people{sql_, "session_person", content_.sessions.size()};
        write_content();
        write_people_and_rooms();
        indexes.make();
        of_people.make();
        settle_edits();
        return changes_;
    }

  private:
    void find_again() {
        found_.resize(content_.sessions.size());
        if (!last_.known.empty()) compare();
        id_.reserve(found_.size());
        for (std::size_t i = 0; i < found_.size(); ++i) {
            id_.push_back(found_[i] ? last_.ids[*found_[i]] : ids_.new_id(content_.sessions[i].session.id));
            count(i);
        }
    }

    void compare() {
        std::vector<KnownSession> now;
        for (const auto& [session, from_face, id_from_title] : content_.sessions)
            now.push_back({.key = session.id,
                           .guid = session.guid,
                           .key_from_title = id_from_title,
                           .title = session.title,
                           .people = session.people,
                           .starts = session.starts,
                           .room = session.room});
        found_ = same_sessions(last_.known, now);
        for (const auto& place : found_)
            if (place) ids_.keep(last_.ids[*place]);
    }

    void count(std::size_t i) {
        if (!found_[i]) {
            ++changes_.added;
            return;
        }
        const Session& now = content_.sessions[i].session;
        const std::size_t old = *found_[i];
        const Placement& said = last_.said[old];
        changes_.moved_time += said.starts != now.starts;
        changes_.moved_room += said.room != now.room || last_.also_in[old] != now.also_in;
        changes_.retitled += last_.known[old].title != now.title;
        changes_.cancelled += !said.cancelled && now.cancelled;
        changes_.restored += said.cancelled && !now.cancelled;
    }

    void remove_missing() {
        Statement title{sql_, "SELECT title FROM session WHERE id = ?", writing_sessions};
        Statement remove{sql_, "DELETE FROM session WHERE id = ?", writing_sessions};
        for (const std::string& id : ids_.missing()) {
            title.bind(id).step();
            writing_.warnings->push_back({place_of(id, title.text(0)), "is no longer in the file: removed"});
            title.run();
            remove.bind(id).run();
            ++changes_.removed;
        }
    }

    /// Writes what the source says; of a session that was there, what holds is left for `settle_edits`.
    void write_content() {
        Statement fresh{sql_,
                        "INSERT INTO session (id, source, source_key, guid, title, starts, ends, from_face, room, track, cancelled, "
                        "key_from_title, source_starts, source_ends, source_from_face, source_room, source_cancelled) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?6, ?7, ?8, ?9, ?11)",
                        writing_sessions};
        Statement again{sql_,
                        "UPDATE session SET source_key = ?3, guid = ?4, title = ?5, track = ?10, key_from_title = ?12, source_starts = ?6, "
                        "source_ends = ?7, source_from_face = ?8, source_room = ?9, source_cancelled = ?11 WHERE id = ?1 AND source = ?2",
                        writing_sessions};
        for (std::size_t i = 0; i < content_.sessions.size(); ++i) {
            const auto& [each, from_face, id_from_title] = content_.sessions[i];
            const std::string starts = iso_time_utc(each.starts), ends = iso_time_utc(each.ends);
            Statement& row = found_[i] ? again : fresh;
            row.bind_lasting(id_[i]).bind(source_).bind_lasting(each.id).bind_lasting(each.guid).bind_lasting(each.title);
            row.bind_lasting(starts).bind_lasting(ends).bind(from_face && writing_.moves_with_zone);
            row.bind_lasting(each.room).bind_lasting(each.track).bind(each.cancelled).bind(id_from_title).run();
        }
    }

    /// In the order of the tables' keys, so that each row is put at the end, without a search for its place.
    void write_people_and_rooms() {
        Statement person{sql_, "INSERT INTO session_person (session, position, name) VALUES (?, ?, ?)", writing_sessions};
        Statement also_in{sql_, "INSERT INTO session_also_in (session, position, room) VALUES (?, ?, ?)", writing_sessions};
        std::vector<std::size_t> order(id_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return id_[i]; });
        for (const std::size_t i : order) {
            const Session& each = content_.sessions[i].session;
            int position = 0;
            for (const std::string& name : each.people) person.bind_lasting(id_[i]).bind(position++).bind_lasting(name).run();
            for (const std::string& room : each.also_in) also_in.bind_lasting(id_[i]).bind(position++).bind_lasting(room).run();
        }
    }

    Placement said_now(std::size_t i) const {
        const auto& [each, from_face, id_from_title] = content_.sessions[i];
        return {.room = each.room,
                .starts = each.starts,
                .ends = each.ends,
                .cancelled = each.cancelled,
                .from_face = from_face && writing_.moves_with_zone};
    }

    void settle_edits() {
        auto edits = edits_by_session(sql_);
        for (std::size_t i = 0; i < id_.size(); ++i) {
            const auto own = edits.find(id_[i]);
            if (!found_[i] && own == edits.end()) continue;  // it was written as the source says it
            const Placement said = said_now(i);
            const Edited now = own == edits.end() ? Edited{.placement = said} : edited(said, own->second);
            if (!now.overruled.empty()) tell_overruled(i, now.overruled);
            // A new session was written as the source says it, and has no place that it left.
            const Placement& old = found_[i] ? last_.current[*found_[i]] : said;
            if (old != *now.placement || (own != edits.end())) write_placement(sql_, id_[i], old, now, writing_.author.at);
        }
    }

    /// Takes back what the source overruled, for good: it doesn't come back when the source changes its mind once more.
    void tell_overruled(std::size_t i, const std::vector<const Edit*>& overruled) {
        std::string kinds;
        const std::string batch = random_id(sql_);
        std::map<std::string, bool> told;
        for (const Edit* edit : overruled) {
            if (!told.emplace(edit->batch, true).second) continue;
            kinds += (kinds.empty() ? "" : ", ") + std::string{name_of(edit->kind)};
            const Edit undo{.id = random_id(sql_),
                            .batch = batch,
                            .at = writing_.author.at,
                            .device = writing_.author.device,
                            .kind = EditKind::restore,
                            .session = id_[i],
                            .undoes = edit->batch};
            add_edits(sql_, std::span{&undo, 1});
        }
        writing_.warnings->push_back({place_of(id_[i], content_.sessions[i].session.title),
                                      "the file changed it after it was changed by hand (" + kinds + "): the file holds"});
    }

    sqlite3* sql_;
    int source_;
    const Settled& content_;
    const SessionWriting& writing_;
    LastImport last_;
    PublicIds ids_{sql_, source_, "session"};
    std::vector<std::optional<std::size_t>> found_ = {};  // for each session of the file its place in the last import
    std::vector<std::string> id_ = {};                    // for each session of the file
    ProgrammeChanges changes_ = {};
};

}  // namespace

ProgrammeChanges write_sessions(sqlite3* database, int source, const Settled& content, const SessionWriting& writing) {
    return SessionImport{database, source, content, writing}.run();
}

}  // namespace kiosk

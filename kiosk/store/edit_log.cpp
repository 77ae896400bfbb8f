#include "kiosk/store/edit_log.h"

#include <set>
#include <utility>

#include "kiosk/store/placements.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* writing = "write what was changed by hand";
constexpr const char* reading = "read what was changed by hand";

constexpr const char* columns =
    "SELECT id, batch, at, device, kind, session, room, starts, ends, from_face, undoes, said_starts, said_ends, said_room, "
    "said_cancelled, said_from_face FROM edit ";

Edit edit_in(const Statement& row) {
    Edit edit{.id = row.text(0),
              .batch = row.text(1),
              .at = row.instant(2).value_or(Instant{}),
              .device = row.text(3),
              .kind = edit_kind(row.text(4)).value_or(EditKind::move),
              .session = row.text(5),
              .room = row.optional_text(6),
              .starts = row.instant(7),
              .ends = row.instant(8),
              .from_face = row.integer(9) != 0,
              .undoes = row.text(10)};
    if (!row.is_null(11))
        edit.said = Placement{.room = row.optional_text(13),
                              .starts = row.instant(11).value_or(Instant{}),
                              .ends = row.instant(12).value_or(Instant{}),
                              .cancelled = row.integer(14) != 0,
                              .from_face = row.integer(15) != 0};
    return edit;
}

std::vector<Edit> rows_of(Statement& rows) {
    std::vector<Edit> edits;
    while (rows.step()) edits.push_back(edit_in(rows));
    return edits;
}

template <typename T>
std::optional<T> part(const std::optional<Placement>& said, T Placement::* member) {
    return said ? std::optional{(*said).*member} : std::nullopt;
}

}  // namespace

std::string random_id(sqlite3* database) {
    Statement row{database, "SELECT lower(hex(randomblob(16)))", writing};
    row.step();
    return row.text(0);
}

std::vector<Edit> edit_log(const Database& database) {
    Statement rows{database, std::string{columns} + "ORDER BY position, id", reading};
    return rows_of(rows);
}

std::map<std::string, std::vector<Edit>> edits_by_session(sqlite3* database) {
    Statement rows{database, std::string{columns} + "ORDER BY position, id", reading};
    std::map<std::string, std::vector<Edit>> result;
    for (Edit& edit : rows_of(rows)) result[edit.session].push_back(std::move(edit));
    return result;
}

std::vector<Edit> edits_of(sqlite3* database, const std::string& session) {
    Statement rows{database, std::string{columns} + "WHERE session = ? ORDER BY position, id", reading};
    rows.bind(session);
    return rows_of(rows);
}

void add_edits(sqlite3* database, std::span<const Edit> edits) {
    Statement row{database,
                  "INSERT INTO edit (id, position, batch, at, device, kind, session, room, starts, ends, from_face, undoes, "
                  "said_starts, said_ends, said_room, said_cancelled, said_from_face) SELECT ?, (SELECT coalesce(max(position), 0) "
                  "+ 1 FROM edit), ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ? WHERE true ON CONFLICT (id) DO NOTHING",
                  writing};
    for (const Edit& edit : edits) {
        row.bind(edit.id).bind(edit.batch).bind(edit.at).bind(edit.device).bind(name_of(edit.kind)).bind(edit.session);
        row.bind(edit.room).bind(edit.starts).bind(edit.ends).bind(edit.from_face).bind(edit.undoes);
        row.bind(part(edit.said, &Placement::starts)).bind(part(edit.said, &Placement::ends));
        row.bind(edit.said ? edit.said->room : std::nullopt);
        row.bind(part(edit.said, &Placement::cancelled)).bind(part(edit.said, &Placement::from_face)).run();
    }
}

void take_edits(Database& database, std::span<const Edit> edits, Instant at) {
    database.transaction([&] {
        sqlite3* sql = database.handle();
        add_edits(sql, edits);
        Statement{sql, "UPDATE edit SET position = position + ?", writing}.bind(static_cast<int>(edits.size())).run();
        Statement order{sql, "UPDATE edit SET position = ? WHERE id = ?", writing};
        std::set<std::string> sessions;
        int position = 0;
        for (const Edit& edit : edits) {
            order.bind(++position).bind(edit.id).run();
            sessions.insert(edit.session);
        }
        for (const std::string& session : sessions) settle_placement(sql, session, at);
    });
}

}  // namespace kiosk

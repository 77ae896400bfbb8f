#include "kiosk/store/hub/mirror.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "kiosk/store/placements.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read what all screens share";
constexpr const char* writing = "write what all screens share";

struct SharedTable {
    const char* name;
    bool for_doors = false;
    const char* shared_rows = "true";  // SQL; the others follow from what was changed by hand
    bool keeps_own = false;            // rows that the hub doesn't have may have been made here
};

constexpr const char* of_source = "source IS NOT NULL";
constexpr const char* of_session_with_source = "session IN (SELECT id FROM session WHERE source IS NOT NULL)";

// Those referred to first.
constexpr std::array shared_tables = {
    SharedTable{"event"},
    SharedTable{"source"},
    SharedTable{"day"},
    SharedTable{"room"},
    SharedTable{"topic"},
    SharedTable{"topic_comment"},
    SharedTable{"topic_vote"},
    SharedTable{.name = "session", .shared_rows = of_source},
    SharedTable{.name = "session_also_in", .shared_rows = of_session_with_source},
    SharedTable{.name = "session_person", .shared_rows = of_session_with_source},
    SharedTable{.name = "earlier_place", .shared_rows = of_session_with_source, .keeps_own = true},
    SharedTable{.name = "trusted_key", .for_doors = true},
    SharedTable{.name = "organiser", .for_doors = true}};

const SharedTable* shared_table(std::string_view name) {
    const auto* found = std::ranges::find_if(shared_tables, [&](const SharedTable& each) { return each.name == name; });
    return found == shared_tables.end() ? nullptr : found;
}

struct Column {
    std::string name = {};
    bool is_bytes = false;
    int key_position = 0;  // from 1; 0: not of the key
};

std::vector<Column> columns_of(const Database& database, const std::string& table) {
    Statement rows{database, "SELECT name, type = 'BLOB', pk FROM pragma_table_info(?) ORDER BY cid", reading};
    rows.bind(table);
    std::vector<Column> columns;
    while (rows.step()) columns.push_back({rows.text(0), rows.integer(1) != 0, rows.integer(2)});
    return columns;
}

std::vector<Column> key_of(std::vector<Column> columns) {
    std::erase_if(columns, [](const Column& each) { return each.key_position == 0; });
    std::ranges::sort(columns, {}, &Column::key_position);
    return columns;
}

std::string list_of(const std::vector<Column>& columns, const char* separator, auto&& words_for) {
    std::string list;
    for (const Column& each : columns) list += (list.empty() ? "" : separator) + words_for(each);
    return list;
}

std::string travelling(const Column& column) { return column.is_bytes ? "hex(\"" + column.name + "\")" : "\"" + column.name + "\""; }

/// @param from  SQL for the JSON value of a column
std::string arrived(const Column& column, const std::string& from) {
    return column.is_bytes ? "kiosk_bytes(" + from + ")" : from;
}

std::vector<std::string> names_in(const Database& database, const std::string& content) {
    Statement rows{database, "SELECT key FROM json_each(?)", reading};
    rows.bind(content);
    std::vector<std::string> names;
    while (rows.step()) names.push_back(rows.text(0));
    return names;
}

std::string where_key(const std::vector<Column>& key) {
    int position = 0;
    return list_of(key, " AND ", [&](const Column& each) {
        return "\"" + each.name + "\" = " + arrived(each, "json_extract(?1, '$[" + std::to_string(position++) + "]')");
    });
}

/// What follows from a session's source and its changes by hand.
bool is_derived(const std::string& column) {
    constexpr std::array<std::string_view, 7> derived = {"starts", "ends", "room", "cancelled", "from_face", "room_by_hand", "cancelled_at"};
    return std::ranges::find(derived, column) != derived.end();
}

/// Whether a session is here that was changed by hand: the publisher may not know of it yet.
bool is_changed_by_hand(const Database& database, const std::string& key) {
    Statement row{database,
                  "SELECT 1 FROM session s JOIN edit e ON e.session = s.id WHERE s.id = json_extract(?, '$[0]')", reading};
    return row.bind(key).step();
}

void upsert(const Database& database, const Document& document) {
    const auto all = columns_of(database, document.kind);
    const auto key = key_of(all);
    const auto names = names_in(database, document.content);
    std::vector<Column> columns = all;
    std::erase_if(columns, [&](const Column& each) { return std::ranges::find(names, each.name) == names.end(); });
    std::vector<Column> others = columns;
    const bool by_hand = document.kind == "session" && is_changed_by_hand(database, document.key);
    std::erase_if(others, [&](const Column& each) { return each.key_position != 0 || (by_hand && is_derived(each.name)); });
    const auto quoted = [](const Column& each) { return "\"" + each.name + "\""; };
    const auto newer = [](const Column& each) { return "\"" + each.name + "\" = excluded.\"" + each.name + "\""; };
    const auto differs = [&](const Column& each) {
        return document.kind + ".\"" + each.name + "\" IS NOT excluded.\"" + each.name + "\"";
    };
    std::string sql = "INSERT INTO " + document.kind + " (" + list_of(columns, ", ", quoted) + ") VALUES (" +
                      list_of(columns, ", ", [](const Column& each) {
                          return arrived(each, "json_extract(?1, '$.\"" + each.name + "\"')");
                      }) +
                      ") ON CONFLICT (" + list_of(key, ", ", quoted) + ") DO ";
    sql += others.empty() ? "NOTHING" : "UPDATE SET " + list_of(others, ", ", newer) + " WHERE " + list_of(others, " OR ", differs);
    Statement{database, sql, writing}.bind(document.content).run();
}

void remove(const Database& database, const std::string& kind, const std::string& key) {
    Statement{database, "DELETE FROM " + kind + " WHERE " + where_key(key_of(columns_of(database, kind))), writing}.bind(key).run();
}

std::string key_sql(const std::vector<Column>& key) { return "json_array(" + list_of(key, ", ", travelling) + ")"; }

}  // namespace

std::vector<Document> mirrored_documents(const Database& database) {
    std::vector<Document> documents;
    for (const SharedTable& table : shared_tables) {
        const auto columns = columns_of(database, table.name);
        const auto pairs = list_of(columns, ", ", [](const Column& each) { return "'" + each.name + "', " + travelling(each); });
        Statement rows{database,
                       "SELECT " + key_sql(key_of(columns)) + ", json_object(" + pairs + ") FROM " + table.name + " WHERE " + table.shared_rows +
                           " ORDER BY 1",
                       reading};
        while (rows.step())
            documents.push_back({.kind = table.name, .key = rows.text(0), .content = rows.text(1), .for_doors = table.for_doors});
    }
    return documents;
}

std::string edit_content(const Database& database, const std::string& id) {
    const auto pairs =
        list_of(columns_of(database, "edit"), ", ", [](const Column& each) { return "'" + each.name + "', " + travelling(each); });
    Statement row{database, "SELECT json_object(" + pairs + ") FROM edit WHERE id = ?", reading};
    return row.bind(id).step() ? row.text(0) : "{}";
}

MirrorWriter::MirrorWriter(Database& database) : database_(database) {}

void MirrorWriter::defer_references() {
    if (are_deferred_) return;
    Statement{database_.handle(), "PRAGMA defer_foreign_keys = ON", writing}.run();  // done when it is prepared, in part
    are_deferred_ = true;
}

void MirrorWriter::write_row(const std::function<void()>& write) {
    try {
        write();
    } catch (const StoreError&) {
        // Not from the beginning: SQLite prepares everything anew after it, and most changes refer to what is here.
        if (are_deferred_ || sqlite3_extended_errcode(database_.handle()) != SQLITE_CONSTRAINT_FOREIGNKEY) throw;
        defer_references();
        write();
    }
}

void MirrorWriter::remove_row(const std::string& kind, const std::string& key) {
    write_row([&] { remove(database_, kind, key); });
}

void MirrorWriter::write(const Document& document) {
    if (!shared_table(document.kind)) return;  // of a newer kiosk
    written_.emplace(document.kind, document.key);
    if (document.gone)
        remove_row(document.kind, document.key);
    else
        write_row([&] { upsert(database_, document); });
}

void MirrorWriter::remove_others() {
    for (const SharedTable& table : shared_tables) {
        if (table.keeps_own) continue;
        const std::string name = table.name;
        std::vector<std::string> surplus;
        Statement rows{database_, "SELECT " + key_sql(key_of(columns_of(database_, name))) + " FROM " + name + " WHERE " +
                                                table.shared_rows,
                       reading};
        while (rows.step())
            if (!written_.contains({name, rows.text(0)})) surplus.push_back(rows.text(0));
        for (const std::string& key : surplus) remove_row(name, key);
    }
}

bool MirrorWriter::write_edit(const std::string& id, const std::string& content, std::int64_t change, int position) {
    Statement known{database_, "SELECT 1 FROM edit WHERE id = ?", reading};
    const bool is_new = !known.bind(id).step();
    write_row([&] { upsert(database_, {.kind = "edit", .key = id, .content = content}); });
    Statement{database_,
              "INSERT INTO hub_edit (id, change, position) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET change = ?2, position = ?3",
              writing}
        .bind(id)
        .bind_large(change)
        .bind(position)
        .run();
    Statement edit{database_, "SELECT session, at FROM edit WHERE id = ?", reading};
    if (is_new && edit.bind(id).step()) {
        auto& moment = changed_at_[edit.text(0)];
        moment = std::max(moment, edit.instant(1).value_or(Instant{}));
    }
    return is_new;
}

void MirrorWriter::settle_edits(Instant at) {
    defer_references();
    sqlite3* sql = database_.handle();
    Statement{sql, "UPDATE edit SET position = position + (SELECT count(*) FROM hub_edit)", writing}.run();
    Statement{sql,
              "UPDATE edit SET position = o.nth FROM (SELECT id, row_number() OVER (ORDER BY change, position) AS nth FROM hub_edit) o "
              "WHERE o.id = edit.id",
              writing}
        .run();
    std::vector<std::string> sessions;
    Statement changed{sql, "SELECT DISTINCT session FROM edit", reading};
    while (changed.step()) sessions.push_back(changed.text(0));
    for (const std::string& session : sessions) {
        const auto changed_at = changed_at_.find(session);
        settle_placement(sql, session, changed_at == changed_at_.end() ? at : std::min(at, changed_at->second));
    }
}

void MirrorWriter::finish(Instant at) {
    // Most events have no change made by hand at most times, and screens wait for this.
    if (Statement{database_, "SELECT 1 FROM edit LIMIT 1", reading}.step()) settle_edits(at);
    // A room that the programme gave up while something was placed in it by hand stays as a room made by hand.
    if (!are_deferred_) return;
    Statement{database_,
              "INSERT OR IGNORE INTO room (name, position, by_hand) SELECT DISTINCT room, (SELECT coalesce(max(position) + 1, 0) "
              "FROM room), 1 FROM session WHERE room IS NOT NULL AND room NOT IN (SELECT name FROM room)",
              writing}
        .run();
}

}  // namespace kiosk

#include "kiosk/store/hub/hub_attendees.h"

#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read the attendees for the hub";
constexpr const char* writing = "write the attendees of the hub";

// content_hash is the hub's digest here: rows without one are signed tickets that this machine has let in itself.
constexpr const char* insert_sql =
    "INSERT OR REPLACE INTO attendee (id, content_hash, code_hash, state, revoked_by_hand, ticket_type, valid_from, valid_until, "
    "ticket_public, ticket_box, typed_hash, typed_box) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
constexpr const char* session_sql = "INSERT OR IGNORE INTO attendee_session (attendee, session) SELECT ?1, value FROM json_each(?2)";

// A first sync makes them last.
constexpr const char* late_indexes =
    "CREATE UNIQUE INDEX IF NOT EXISTS attendee_by_id ON attendee (id);"
    "CREATE INDEX IF NOT EXISTS attendee_by_typed ON attendee (typed_hash) WHERE typed_hash IS NOT NULL";

using OptionalText = std::optional<std::string_view>;

void run(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw store_error(database, writing);
}

Owned<sqlite3_stmt, sqlite3_finalize> prepared(sqlite3* database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw store_error(database, writing);
    return Owned<sqlite3_stmt, sqlite3_finalize>{statement};
}

void bind_text(sqlite3_stmt* statement, int position, const OptionalText& text) {
    if (text)
        sqlite3_bind_text64(statement, position, text->data() ? text->data() : "", text->size(), SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(statement, position);
}

void bind_bytes(sqlite3_stmt* statement, int position, const OptionalText& bytes) {
    if (bytes)
        sqlite3_bind_blob64(statement, position, bytes->data(), bytes->size(), SQLITE_STATIC);
    else
        sqlite3_bind_null(statement, position);
}

void step(sqlite3* database, sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (code != SQLITE_DONE) throw store_error(database, writing);
}

/// A column of the row that is read, without a copy.
OptionalText column(sqlite3_stmt* row, int position) {
    if (sqlite3_column_type(row, position) == SQLITE_NULL) return std::nullopt;
    const auto* start = static_cast<const char*>(sqlite3_column_blob(row, position));
    return std::string_view{start ? start : "", static_cast<std::size_t>(sqlite3_column_bytes(row, position))};
}

std::string digest_of(const HubAttendee& attendee) {
    std::string whole;
    for (const OptionalText& each :
         {OptionalText{attendee.id}, attendee.code_hash, OptionalText{attendee.state}, OptionalText{attendee.revoked_by_hand ? "1" : "0"},
          OptionalText{attendee.ticket_type}, attendee.valid_from, attendee.valid_until, attendee.ticket_public, attendee.ticket_box,
          attendee.sessions})
        whole.append(each ? std::to_string(each->size()) + ":" : "-").append(each.value_or(""));
    // As before where there is none, so that nothing is sent anew for it.
    if (attendee.typed_hash) whole.append("typed").append(*attendee.typed_hash).append(attendee.typed_box.value_or(""));
    return public_hash(whole);
}

}  // namespace

void each_listed_attendee(const Database& database, const std::function<void(const HubAttendee&)>& take) {
    const auto row = prepared(database.handle(),
                              "SELECT id, code_hash, state, revoked_by_hand, ticket_type, valid_from, valid_until, ticket_public, "
                              "ticket_box, (SELECT json_group_array(session) FROM (SELECT session FROM attendee_session s WHERE "
                              "s.attendee = a.id ORDER BY session) HAVING count(*) > 0), typed_hash, typed_box FROM attendee a WHERE "
                              "content_hash IS NOT NULL");
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(row.get())) == SQLITE_ROW) {
        HubAttendee attendee{.id = column(row.get(), 0).value_or(""),
                             .code_hash = column(row.get(), 1),
                             .state = column(row.get(), 2).value_or(""),
                             .revoked_by_hand = sqlite3_column_int(row.get(), 3) != 0,
                             .ticket_type = column(row.get(), 4).value_or(""),
                             .valid_from = column(row.get(), 5),
                             .valid_until = column(row.get(), 6),
                             .ticket_public = column(row.get(), 7),
                             .ticket_box = column(row.get(), 8),
                             .sessions = column(row.get(), 9),
                             .typed_hash = column(row.get(), 10),
                             .typed_box = column(row.get(), 11)};
        const std::string digest = digest_of(attendee);
        attendee.digest = digest;
        take(attendee);
    }
    if (code != SQLITE_DONE) throw store_error(database.handle(), reading);
}

std::optional<FirstSync> first_sync(const Database& database) {
    Statement row{database, "SELECT attendees_from, attendees_place, attendees_all FROM hub_link WHERE attendees_from IS NOT NULL",
                  reading};
    if (!row.step()) return std::nullopt;
    return FirstSync{row.large_integer(0), row.bytes(1), row.integer(2)};
}

AttendeeWriter::AttendeeWriter(Database& database)
    : database_(database.handle()), insert_(prepared(database_, insert_sql)), session_(prepared(database_, session_sql)) {}

int count_listed_attendees(const Database& database) {
    Statement count{database, "SELECT count(*) FROM attendee WHERE content_hash IS NOT NULL", reading};
    count.step();
    return count.integer(0);
}

FirstSync AttendeeWriter::begin_first_sync(std::int64_t from, int all) {
    run(database_, "DROP INDEX IF EXISTS attendee_by_id; DROP INDEX IF EXISTS attendee_by_typed");
    Statement{database_, "UPDATE hub_link SET attendees_from = ?, attendees_place = NULL, attendees_all = ?", writing}
        .bind_large(from)
        .bind(all)
        .run();
    return {from, "", all};
}

void AttendeeWriter::append(const HubAttendee& attendee) {
    sqlite3_stmt* row = insert_.get();
    bind_text(row, 1, attendee.id);
    bind_bytes(row, 2, attendee.digest);
    bind_bytes(row, 3, attendee.code_hash);
    bind_text(row, 4, attendee.state);
    sqlite3_bind_int(row, 5, attendee.revoked_by_hand ? 1 : 0);
    bind_text(row, 6, attendee.ticket_type);
    bind_text(row, 7, attendee.valid_from);
    bind_text(row, 8, attendee.valid_until);
    bind_bytes(row, 9, attendee.ticket_public);
    bind_bytes(row, 10, attendee.ticket_box);
    bind_bytes(row, 11, attendee.typed_hash);
    bind_bytes(row, 12, attendee.typed_box);
    step(database_, row);
    if (!attendee.sessions) return;
    bind_text(session_.get(), 1, attendee.id);
    bind_text(session_.get(), 2, attendee.sessions);
    step(database_, session_.get());
}

void AttendeeWriter::reached_place(std::string_view place) {
    Statement{database_, "UPDATE hub_link SET attendees_place = ?", writing}.bind_bytes(place).run();
}

void AttendeeWriter::end_first_sync(std::int64_t reached_change) {
    if (sqlite3_exec(database_, late_indexes, nullptr, nullptr, nullptr) != SQLITE_OK) {
        // A signed ticket came in at this door before its row did.
        run(database_, "DELETE FROM attendee WHERE content_hash IS NULL AND id IN (SELECT id FROM attendee WHERE content_hash IS NOT NULL)");
        run(database_, late_indexes);
    }
    Statement{database_, "UPDATE hub_link SET attendees_from = NULL, attendees_place = NULL, attendees_reached = ?", writing}
        .bind_large(reached_change)
        .run();
}

bool AttendeeWriter::write(const HubAttendee& attendee) {
    Statement known{database_, "SELECT content_hash, typed_hash FROM attendee WHERE id = ?", writing};
    const bool is_here = known.bind(attendee.id).step();
    // One that came before this machine knew typed codes has the digest, and lacks what is typed.
    const bool is_whole = is_here && known.bytes(0) == attendee.digest && known.bytes(1) == attendee.typed_hash.value_or("");
    if (attendee.gone ? !is_here : is_whole) return false;
    Statement{database_, "DELETE FROM attendee_session WHERE attendee = ?", writing}.bind(attendee.id).run();
    if (attendee.gone)
        Statement{database_, "DELETE FROM attendee WHERE id = ?", writing}.bind(attendee.id).run();
    else
        append(attendee);
    return true;
}

void AttendeeWriter::begin_list() {
    // One that broke off left its table behind.
    run(database_, "DROP TABLE IF EXISTS temp.seen; CREATE TEMP TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID");
}

void AttendeeWriter::saw(std::string_view id) {
    Statement{database_, "INSERT OR IGNORE INTO seen (id) VALUES (?)", writing}.bind(id).run();
}

int AttendeeWriter::remove_unseen() {
    Statement{database_, "DELETE FROM attendee WHERE content_hash IS NOT NULL AND id NOT IN (SELECT id FROM seen)", writing}.run();
    const int removed = sqlite3_changes(database_);
    Statement{database_, "DELETE FROM attendee_session WHERE attendee NOT IN (SELECT id FROM attendee)", writing}.run();
    return removed;
}

void AttendeeWriter::reached(std::int64_t change) {
    Statement{database_, "UPDATE hub_link SET attendees_reached = ?", writing}.bind_large(change).run();
}

void wipe_attendees(Database& database) {
    run(database.handle(), "PRAGMA secure_delete = ON");
    database.transaction([&] {
        run(database.handle(),
            "DELETE FROM attendee_session; DELETE FROM attendee; DELETE FROM batch; DELETE FROM organiser; DELETE FROM hash_key;"
            "DELETE FROM hub_conflict; DELETE FROM phone_greeting; UPDATE hub_link SET attendees_reached = NULL, attendees_from = NULL, "
            "attendees_place = NULL, state = 'revoked'");
        run(database.handle(), late_indexes);
    });
    sqlite3_exec(database.handle(), "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr);
}

}  // namespace kiosk

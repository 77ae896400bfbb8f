// hub_floor CONNECTION FILE EVENT: the least that a first sync of attendees could take: one binary COPY into one transaction of
// SQLite, the indexes made last. The same columns, and no more.
#include <libpq-fe.h>
#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr int columns = 13;
constexpr std::array<bool, columns> is_text = {true, false, false, true, false, true, true, true, false, false, true, false, false};

void need(bool done, const char* what) {
    if (done) return;
    std::fprintf(stderr, "hub_floor: %s\n", what);
    std::exit(1);
}

unsigned number(const char*& at, int bytes) {
    unsigned value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8U | static_cast<unsigned char>(*at++);
    return value;
}

}  // namespace

int main(int count, char** arguments) {
    need(count == 4, "CONNECTION FILE EVENT");
    PGconn* hub = PQconnectdb(arguments[1]);
    need(PQstatus(hub) == CONNECTION_OK, PQerrorMessage(hub));
    sqlite3* file = nullptr;
    need(sqlite3_open(arguments[2], &file) == SQLITE_OK, "open");
    sqlite3_exec(file, "PRAGMA journal_mode = WAL; CREATE TABLE attendee (number INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j, k, l, m); BEGIN",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt* row = nullptr;
    constexpr const char* insert = "INSERT INTO attendee (a, b, c, d, e, f, g, h, i, j, k, l, m) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    need(sqlite3_prepare_v2(file, insert, -1, &row, nullptr) == SQLITE_OK, "prepare");
    const std::string copy =
        "COPY (SELECT id, digest, code_hash, state, revoked_by_hand, ticket_type, valid_from, valid_until, ticket_public, ticket_box, "
        "sessions, typed_hash, typed_box FROM kiosk.attendee WHERE event = '" + std::string{arguments[3]} + "' AND NOT gone) TO STDOUT (FORMAT binary)";
    PQclear(PQexec(hub, copy.c_str()));
    char* piece = nullptr;
    bool first = true;
    for (int size = 0; (size = PQgetCopyData(hub, &piece, 0)) > 0; PQfreemem(piece)) {
        const char* at = piece + (first ? 19 : 0);
        if (first && size == 19) {
            first = false;
            continue;
        }
        first = false;
        if (number(at, 2) == 0xFFFFU) continue;
        for (int column = 0; column < columns; ++column) {
            const unsigned length = number(at, 4);
            if (length == 0xFFFFFFFFU) {
                sqlite3_bind_null(row, column + 1);
                continue;
            }
            if (is_text[static_cast<std::size_t>(column)])
                sqlite3_bind_text(row, column + 1, at, static_cast<int>(length), SQLITE_STATIC);
            else
                sqlite3_bind_blob(row, column + 1, at, static_cast<int>(length), SQLITE_STATIC);
            at += length;
        }
        need(sqlite3_step(row) == SQLITE_DONE, sqlite3_errmsg(file));
        sqlite3_reset(row);
    }
    sqlite3_finalize(row);
    constexpr const char* end = "COMMIT; CREATE UNIQUE INDEX by_id ON attendee (a); CREATE UNIQUE INDEX by_code ON attendee (c); CREATE INDEX by_typed ON attendee (l)";
    need(sqlite3_exec(file, end, nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(file));
    sqlite3_close(file);
    PQfinish(hub);
}

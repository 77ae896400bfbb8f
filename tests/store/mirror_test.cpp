#include "kiosk/store/hub/mirror.h"

#include <doctest/doctest.h>

#include <ranges>

#include "kiosk/store/statement.h"

using namespace kiosk;

namespace {

/// Of one that publishes: a session in a room.
std::vector<Document> small_programme() {
    const Database database = Database::in_memory();
    for (const char* row : {"INSERT INTO source VALUES (1, 'frab-xml', 'a.xml', 'XenCon', '', '2013-05-01T00:00:00Z')",
                            "INSERT INTO room (name, source, position) VALUES ('Liffey', 1, 0)",
                            "INSERT INTO session (id, source, source_key, title, starts, ends, room) VALUES "
                            "('1', 1, '1', 'Opening', '2013-05-16T09:00:00Z', '2013-05-16T09:30:00Z', 'Liffey')",
                            "INSERT INTO trusted_key (public_key, kind) VALUES (x'00ff10', 'kiosk')"})
        Statement{database, row, "write"}.run();
    return mirrored_documents(database);
}

void write(Database& database, const std::vector<Document>& documents) {
    database.transaction([&] {
        MirrorWriter writer{database};
        for (const Document& each : documents) writer.write(each);
        writer.finish(Instant{});
    });
}

std::vector<Document> of_kind(std::string_view kind) {
    std::vector<Document> documents = small_programme();
    std::erase_if(documents, [&](const Document& each) { return each.kind != kind; });
    return documents;
}

std::string answer(const Database& database, const char* sql) {
    Statement row{database, sql, "read"};
    return row.step() ? row.text(0) : "nothing";
}

/// How often something had to be prepared anew.
int prepared_anew(const Database& database) {
    int times = 0;
    for (sqlite3_stmt* each = sqlite3_next_stmt(database.handle(), nullptr); each;
         each = sqlite3_next_stmt(database.handle(), each))
        times += sqlite3_stmt_status(each, SQLITE_STMTSTATUS_REPREPARE, 0);
    return times;
}

}  // namespace

TEST_CASE("what is shared comes in any order") {
    Database database = Database::in_memory();
    const auto documents = small_programme();
    write(database, {documents.rbegin(), documents.rend()});
    CHECK(mirrored_documents(database) == documents);
    CHECK(answer(database, "SELECT hex(public_key) FROM trusted_key") == "00FF10");
}

TEST_CASE("a session whose room never came is in a room made by hand, and one whose source never came is refused") {
    Database database = Database::in_memory();
    CHECK_THROWS_AS(write(database, of_kind("session")), StoreError);
    CHECK(answer(database, "SELECT id FROM session") == "nothing");
    write(database, of_kind("source"));
    write(database, of_kind("session"));
    CHECK(answer(database, "SELECT by_hand FROM room WHERE name = 'Liffey'") == "1");
}

TEST_CASE("a room that goes while a session is in it stays") {
    Database database = Database::in_memory();
    write(database, small_programme());
    Document room = of_kind("room").front();
    room.gone = true;
    write(database, {room});
    CHECK(answer(database, "SELECT by_hand FROM room WHERE name = 'Liffey'") == "1");
}

TEST_CASE("a change of what is here leaves prepared what was") {
    Database database = Database::in_memory();
    write(database, small_programme());
    auto session = of_kind("session");
    write(database, session);
    const int before = prepared_anew(database);
    session.front().content.replace(session.front().content.find("Opening"), 7, "Welcome");
    write(database, session);
    CHECK(answer(database, "SELECT title FROM session") == "Welcome");
    CHECK(prepared_anew(database) == before);
}

TEST_CASE("bytes that are none are refused") {
    Database database = Database::in_memory();
    auto key = of_kind("trusted_key");
    key.front().content.replace(key.front().content.find("00FF10"), 6, "00FZ1");
    CHECK_THROWS_AS(write(database, key), StoreError);
}

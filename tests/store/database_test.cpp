#include "kiosk/store/database.h"

#include <doctest/doctest.h>

#include <fstream>
#include <thread>

#include "kiosk/store/schema_steps.h"
#include "kiosk/store/statement.h"
#include "tests/store/settled.h"

using namespace kiosk;

namespace {

void run(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
    const Owned<sqlite3, sqlite3_close_v2> database{raw};
    REQUIRE(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

std::string refusal(const std::filesystem::path& file) {
    try {
        Database::open(file);
    } catch (const StoreError& error) {
        return error.what();
    }
    return "";
}

std::string answer(const Database& database, const char* sql) {
    Statement statement{database.handle(), sql, "ask"};
    return statement.step() ? statement.text(0) : "";
}

const Settled content = a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")});

}  // namespace

TEST_CASE("opening makes the folders and the tables") {
    const TemporaryFolder folder;
    const Database database = Database::open(folder / "a/b/event.db");
    CHECK(answer(database, "PRAGMA journal_mode") == "wal");
    CHECK(answer(database, "PRAGMA foreign_keys") == "1");
    CHECK(answer(database, "PRAGMA synchronous") == "2");
    CHECK(answer(database, "PRAGMA user_version") == std::to_string(schema_steps().size()));
}

TEST_CASE("every table is strict and every foreign key leads somewhere") {
    const Database database = Database::in_memory();
    CHECK(answer(database, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict "
                           "AND name NOT LIKE 'sqlite_%'") == "0");
    CHECK(answer(database, "PRAGMA foreign_key_check") == "");
    CHECK(answer(database, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("looking for an event makes no file") {
    const TemporaryFolder folder;
    CHECK_FALSE(Database::open_if_there(folder / "event.db"));
    CHECK_FALSE(std::filesystem::exists(folder / "event.db"));
}

TEST_CASE("a file name is only a name, whatever signs are in it") {
    const TemporaryFolder folder;
    for (const auto* name : {"a?mode=memory", "50%20 #1", ":memory:", "Ü 東京.db"}) {
        CAPTURE(name);
        {
            Database database = Database::open(folder / name);
            store_import(database, content, from("/a.xml"));
        }
        CHECK(std::filesystem::exists(folder / name));
        CHECK(load_programme(*Database::open_if_there(folder / name)));
    }
}

TEST_CASE("a newer file is refused and left alone") {
    const TemporaryFolder folder;
    const auto file = folder / "event.db";
    Database::open(file);
    run(file, "PRAGMA user_version = 99");
    CHECK(refusal(file) == "“" + file.string() + "” was written by a newer kiosk (step 99; this one knows " +
                               std::to_string(schema_steps().size()) + "): update this kiosk");
    run(folder / "bare.db", "PRAGMA user_version = 99; CREATE TABLE t (x)");
    CHECK(refusal(folder / "bare.db").find("newer kiosk") != std::string::npos);
}

TEST_CASE("what is no database of ours is refused, and says which file") {
    const TemporaryFolder folder;
    const auto contains = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    std::ofstream(folder / "letter.txt") << "Dear organiser, this is no database but a letter, long enough to be sure of it.\n";
    run(folder / "other.db", "CREATE TABLE bookmarks (url)");
    run(folder / "firefox.db", "PRAGMA application_id = 7; CREATE TABLE bookmarks (url); PRAGMA user_version = 70");

    CHECK(contains(refusal(folder / "letter.txt"), "letter.txt” is no database"));
    CHECK(contains(refusal(folder / "other.db"), "another program"));
    CHECK(contains(refusal(folder / "firefox.db"), "another program"));
    CHECK(contains(refusal(folder / ""), "is a folder"));
    CHECK(contains(refusal(folder / "letter.txt/event.db"), "can't be made"));
}

TEST_CASE("work that throws leaves nothing behind") {
    Database database = Database::in_memory();
    CHECK_THROWS_AS(database.transaction([&] {
        Statement{database.handle(), "INSERT INTO room (name, position) VALUES ('X', 1)", "try"}.run();
        throw StoreError("half-way");
    }),
                    StoreError);
    CHECK(answer(database, "SELECT count(*) FROM room") == "0");
}

TEST_CASE("one connection sees what another has written, and knows that it has to look") {
    const TemporaryFolder folder;
    Database writer = Database::open(folder / "event.db");
    const Database reader = *Database::open_if_there(folder / "event.db");
    const int before = reader.data_version();
    CHECK(reader.data_version() == before);

    store_import(writer, content, from("/a.xml"));

    CHECK(reader.data_version() != before);
    CHECK(load_programme(reader)->sessions.size() == 1);
}

TEST_CASE("many that make the same file at once all find it made") {
    const TemporaryFolder folder;
    for (int round = 0; round < 10; ++round) {
        const auto file = folder / ("event" + std::to_string(round) + ".db");
        std::vector<std::string> refusals(6);
        {
            std::vector<std::jthread> threads;
            for (std::string& each : refusals) threads.emplace_back([&] { each = refusal(file); });
        }
        CHECK(refusals == std::vector<std::string>(6));
    }
}

TEST_CASE("a reader keeps one state of the file while another one writes") {
    const TemporaryFolder folder;
    Database writer = Database::open(folder / "event.db");
    store_import(writer, content, from("/a.xml"));
    const Database reader = *Database::open_if_there(folder / "event.db");
    reader.snapshot([&] {
        CHECK(load_programme(reader)->event.name == "XenCon");
        store_import(writer, a_file("GUADEC", {}), replacing(from("/b.xml")));
        CHECK(load_programme(reader)->event.name == "XenCon");
    });
    CHECK(load_programme(reader)->event.name == "GUADEC");
}

TEST_CASE("a full disk is told as such, and the event stays") {
    Database database = Database::in_memory();
    store_import(database, content, from("/a.xml"));
    Statement{database.handle(), "PRAGMA max_page_count = 60", "limit"}.run();
    Settled large = content;
    for (int i = 2; i < 3000; ++i) large.sessions.push_back(talk(std::to_string(i), std::string(100, 'x'), "Liffey", "10:00", "11:00"));

    try {
        store_import(database, large, from("/a.xml"));
        FAIL("it was not refused");
    } catch (const StoreError& error) {
        CHECK(std::string{error.what()}.starts_with("the disk is full"));
    }
    CHECK(lines(load_programme(database).value()) == Lines{"10:00 Opening @ Liffey (1)"});
}

TEST_CASE("a log that is tidied little by little stays small, and that of others is left for later") {
    const auto log_after_writing = [](void (*prepare)(Database&)) {
        const TemporaryFolder folder;
        Database database = Database::open(folder / "event.db");
        prepare(database);
        database.transaction([&] { Statement{database.handle(), "CREATE TABLE filled (page BLOB) STRICT", "fill"}.run(); });
        for (int i = 0; i < 30; ++i)
            database.transaction([&] { Statement{database.handle(), "INSERT INTO filled VALUES (zeroblob(400000))", "fill"}.run(); });
        return std::filesystem::file_size(folder / "event.db-wal");
    };
    constexpr std::uintmax_t megabyte = 1024 * 1024;
    CHECK(log_after_writing([](Database& database) { database.tidy_little_by_little(); }) < 3 * megabyte);
    CHECK(log_after_writing([](Database&) {}) > 10 * megabyte);
}

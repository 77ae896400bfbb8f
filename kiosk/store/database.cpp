#include "kiosk/store/database.h"

#include <unistd.h>

#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/store/schema_steps.h"
#include "kiosk/store/sql_functions.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr const char* begin_to_write = "BEGIN IMMEDIATE";
constexpr int busy_timeout_ms = 5000;
// Pages in the log until they are copied into the file, which takes the disk several turns, of which who stands before a door
// waits for none as long as there is another program that does it.
constexpr const char* tidy_seldom = "PRAGMA wal_autocheckpoint = 8000";
// Only one program of a machine may do so often: SQLite before 3.51.3 can lose pages where one tidies what another has tidied
// just now, while a third writes.
constexpr const char* tidy_now_and_then = "PRAGMA wal_autocheckpoint = 4000";
constexpr const char* tidy_often = "PRAGMA wal_autocheckpoint = 250";
constexpr int application_id = 1802071923;  // as in db/001_programme.sql

std::string file_name(sqlite3* database) {
    const char* name = sqlite3_db_filename(database, "main");
    return name && *name ? in_quotes(name) : "the database in memory";
}

/// @param file  its name in quotation marks
StoreError error_about(const std::string& file, sqlite3* database, std::string_view tried) {
    switch (sqlite3_errcode(database) & 0xff) {
        case SQLITE_NOTADB: return StoreError(file + " is no database: name another file with --db");
        case SQLITE_CORRUPT: return StoreError(file + " is damaged: put back a copy, or name another file with --db");
        case SQLITE_FULL: return StoreError("the disk is full: " + file + " was left as it was");
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return StoreError(file + " can't be written: it or its folder is read-only; name another file with --db");
        case SQLITE_CANTOPEN:
            return StoreError(file + " can't be opened: this user may not read or write it or its folder");
        case SQLITE_BUSY:
            return StoreError(file + " is being written by another program for longer than 5 seconds: try again", true);
        default: break;
    }
    return StoreError(file + ": could not " + std::string{tried} + ": " + sqlite3_errmsg(database));
}

void run(sqlite3* database, const std::string& sql, std::string_view tried) {
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw store_error(database, tried);
}

/// The one number that a pragma or count answers.
int number(sqlite3* database, std::string_view sql, std::string_view tried) {
    Statement statement{database, sql, tried};
    return statement.step() ? statement.integer(0) : 0;
}

void refuse_foreign_file(sqlite3* database) {
    const char* tried = "open it";
    const int version = number(database, "PRAGMA user_version", tried);
    const int owner = number(database, "PRAGMA application_id", tried);
    const int known = static_cast<int>(schema_steps().size());
    const bool empty = number(database, "SELECT count(*) FROM sqlite_master", tried) == 0;
    const bool ours = owner == application_id || (owner == 0 && (empty || version > known));
    if (!ours)
        throw StoreError(file_name(database) + " is a database of another program: name another file with --db");
    if (version > known)
        throw StoreError(file_name(database) + " was written by a newer kiosk (step " + std::to_string(version) +
                         "; this one knows " + std::to_string(known) + "): update this kiosk");
}

bool has_write_ahead_log(sqlite3* database) {
    Statement mode{database, "PRAGMA journal_mode", "open it"};
    return mode.step() && mode.text(0) == "wal";
}

void use_write_ahead_log(sqlite3* database) {
    const char* tried = "switch on its write-ahead log";
    if (has_write_ahead_log(database)) return;
    // Changing the mode does not wait for others as other writing does: two programs that make the file at once meet here.
    for (int waited_ms = 0;; waited_ms += 10) {
        const int code = sqlite3_exec(database, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        if (code != SQLITE_BUSY || waited_ms >= busy_timeout_ms) throw store_error(database, tried);
        sqlite3_sleep(10);
    }
}

void roll_back(sqlite3* database) {
    if (!sqlite3_get_autocommit(database)) sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
}

void bring_up_to_date(sqlite3* database) {
    const char* tried = "bring its tables up to date";
    const auto steps = schema_steps();
    const auto done = [&] { return static_cast<std::size_t>(number(database, "PRAGMA user_version", tried)); };
    if (done() == steps.size()) return;
    use_write_ahead_log(database);
    run(database, begin_to_write, "begin to write");
    try {
        for (std::size_t step = done(); step < steps.size(); ++step) {
            run(database, std::string{steps[step]}, tried);
            run(database, "PRAGMA user_version = " + std::to_string(step + 1), tried);
        }
        run(database, "COMMIT", tried);
    } catch (...) {
        roll_back(database);
        throw;
    }
}

/// Waits for another program's writing, a little longer each time. SQLite's own way comes to a tenth of a second at a time: too
/// long for somebody who stands before a door while the exchange with the hub writes for a millisecond or two.
int wait_for_other(void*, int times) {
    using namespace std::chrono_literals;
    constexpr int quick = 10, patient = 100;
    if (times >= patient && (times - patient) * 10ms >= std::chrono::milliseconds{busy_timeout_ms}) return 0;
    std::this_thread::sleep_for(times < quick ? 300us : times < patient ? 1ms : 10ms);
    return 1;
}

void prepare(sqlite3* database) {
    sqlite3_extended_result_codes(database, 0);
    sqlite3_busy_handler(database, wait_for_other, nullptr);
    run(database, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL", "open it");
    run(database, tidy_seldom, "open it");
    add_functions(database);
    refuse_foreign_file(database);
    bring_up_to_date(database);
}

using Connection = Owned<sqlite3, sqlite3_close_v2>;

/// @param uri    what SQLite opens
/// @param file   what a sentence calls it
/// @param flags  of sqlite3_open_v2
Connection connect(const std::string& uri, const std::string& file, int flags) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(uri.c_str(), &raw, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection{raw};
    if (!connection) throw StoreError("there is no memory left to open " + file);
    if (code != SQLITE_OK) throw error_about(file, raw, "open it");
    return connection;
}

void make_folder_of(const fs::path& file) {
    std::error_code error;
    const fs::path folder = fs::absolute(file).parent_path();
    fs::create_directories(folder, error);
    if (error && !fs::is_directory(folder))
        throw StoreError("the folder " + in_quotes(folder.string()) + " can't be made: " + error.message());
}

void refuse_folder(const fs::path& file) {
    std::error_code error;
    if (fs::is_directory(file, error))
        throw StoreError(in_quotes(file.string()) + " is a folder: --db wants a file, for example " + in_quotes((file / "event.db").string()));
}

/// A file name as a URI, which can't be mistaken for a special name such as ":memory:".
std::string uri_of(const fs::path& file, std::string_view query) {
    std::string uri = "file:";
    for (const char c : fs::absolute(file).string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += digits[byte >> 4U];
            uri += digits[byte & 15U];
        } else {
            uri += c;
        }
    }
    return uri.append(query);
}

Connection connect_file(const fs::path& file, std::string_view query, int flags) {
    return connect(uri_of(file, query), in_quotes(file.string()), flags);
}

/// Whether there is no way but to read the file as it stands: SQLite puts files beside a database that has a log, even to
/// read it.
bool must_freeze(const fs::path& file) {
    if (access(fs::absolute(file).parent_path().c_str(), W_OK) == 0) return false;
    std::error_code error;
    const auto log_size = fs::file_size(file.string() + "-wal", error);
    return error || log_size == 0;
}

}  // namespace

StoreError store_error(sqlite3* database, std::string_view tried) {
    return error_about(file_name(database), database, tried);
}

Database::Database(Owned<sqlite3, sqlite3_close_v2> handle) : handle_(std::move(handle)) {}

Database Database::open(const fs::path& file) {
    refuse_folder(file);
    make_folder_of(file);
    Database database{connect_file(file, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)};
    prepare(database.handle());
    return database;
}

std::optional<Database> Database::open_if_there(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error) && !error) return std::nullopt;
    refuse_folder(file);
    const bool frozen = must_freeze(file);
    Database database{frozen ? connect_file(file, "?immutable=1", SQLITE_OPEN_READONLY)
                             : connect_file(file, "", SQLITE_OPEN_READWRITE)};
    database.frozen_ = frozen;
    prepare(database.handle());
    return database;
}

Database Database::in_memory() {
    Database database{connect(":memory:", "a database in memory", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)};
    prepare(database.handle());
    return database;
}

void Database::begin() { Statement{*this, begin_to_write, "begin to write"}.run(); }

void Database::transaction(const std::function<void()>& work) {
    begin();
    try {
        work();
        Statement{*this, "COMMIT", "write"}.run();
    } catch (...) {
        roll_back(handle());
        throw;
    }
}

void Database::wait_for_no_disk() {
    run(handle(), "PRAGMA synchronous = NORMAL", "write");
    run(handle(), tidy_now_and_then, "write");
}

void Database::tidy_little_by_little() { run(handle(), tidy_often, "write"); }

void Database::wait_for_disk() {
    sqlite3_file* log = nullptr;
    const int found = sqlite3_file_control(handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (found == SQLITE_OK && log && log->pMethods) log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

void Database::rehearse(const std::function<void()>& work) {
    begin();
    try {
        work();
    } catch (...) {
        roll_back(handle());
        throw;
    }
    roll_back(handle());
}

void Database::snapshot(const std::function<void()>& work) const {
    if (!sqlite3_get_autocommit(handle())) return work();
    Statement{*this, "BEGIN", "begin to read"}.run();
    try {
        work();
    } catch (...) {
        roll_back(handle());
        throw;
    }
    roll_back(handle());
}

int Database::data_version() const {
    Statement version{*this, "PRAGMA data_version", "look for changes"};
    return version.step() ? version.integer(0) : 0;
}

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "kiosk/base/owned.h"
#include "kiosk/store/prepared_statements.h"

namespace kiosk {

/// The database could not be opened, read or written. The text is a whole sentence for the organiser.
class StoreError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
    StoreError(const std::string& sentence, bool is_for_now) : std::runtime_error(sentence), is_for_now_(is_for_now) {}

    /// Whether another program was writing, so that the same may well do a moment later.
    bool is_for_now() const { return is_for_now_; }

  private:
    bool is_for_now_ = false;
};

/// One connection to an event's SQLite file. Each thread has its own.
class Database {
  public:
    /// Opens the file, makes it (and the folders above it) where it is missing, and brings its tables up to date
    /// (`db/NNN_*.sql`).
    ///
    /// @throws StoreError  when it can't be opened or made, is no database, or was written by a newer program
    static Database open(const std::filesystem::path& file);

    /// As `open`, but makes no file. One that can't be written is still read.
    ///
    /// @return  none when there is no such file
    static std::optional<Database> open_if_there(const std::filesystem::path& file);

    /// A database that is gone with the connection, for the demo and for tests.
    static Database in_memory();

    sqlite3* handle() const { return handle_.get(); }
    PreparedStatements& prepared() const { return *prepared_; }

    /// Runs `work` as one transaction that may write; all or nothing, also when it throws.
    void transaction(const std::function<void()>& work);

    /// From now on transactions of this connection end without waiting for the disk: after a power cut the last of them may
    /// be missing, never one before one that is there. For what can be had again, by somebody whom nobody waits for: the
    /// log is tidied by this connection, and seldom by others.
    void wait_for_no_disk();

    /// From now on this connection tidies the log a megabyte at a time, which the disk has done before somebody notices.
    void tidy_little_by_little();

    /// Waits for the disk after all, so that others don't wait for what was written here when they write next.
    void wait_for_disk();

    /// Runs `work` as a transaction and takes back all it wrote.
    void rehearse(const std::function<void()>& work);

    /// Runs `work`, which only reads, on one state of the file, whatever others write meanwhile.
    void snapshot(const std::function<void()>& work) const;

    /// Whether the file is read as it stood when it was opened, since its folder can't be written: what others change in
    /// it is not seen.
    bool is_frozen() const { return frozen_; }

    /// Changes whenever another connection has changed the file (PRAGMA data_version).
    int data_version() const;

  private:
    explicit Database(Owned<sqlite3, sqlite3_close_v2> handle);

    void begin();

    Owned<sqlite3, sqlite3_close_v2> handle_;
    std::unique_ptr<PreparedStatements> prepared_ = std::make_unique<PreparedStatements>();
    bool frozen_ = false;
};

/// The sentence for what just failed on a connection.
///
/// @param tried  what was tried, e.g. "read the rooms"
StoreError store_error(sqlite3* database, std::string_view tried);

}  // namespace kiosk

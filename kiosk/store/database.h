#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

#include "kiosk/base/owned.h"

namespace kiosk {

/// The database could not be opened, read or written. The text is a whole sentence for the organiser.
class StoreError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// One connection to an event's SQLite file. Each thread has its own.
class Database {
  public:
    /// Opens the file, makes it where it is missing, and brings its tables up to date (`db/NNN_*.sql`).
    ///
    /// @throws StoreError  when it can't be opened or made, is no database, or was written by a newer program
    static Database open(const std::filesystem::path& file);

    /// A database that is gone with the connection, for the demo and for tests.
    static Database in_memory();

    sqlite3* handle() const { return handle_.get(); }

    /// Runs `work` as one transaction; all or nothing, also when it throws.
    void transaction(const std::function<void()>& work);

    /// Changes whenever another connection has changed the file (PRAGMA data_version).
    int data_version() const;

  private:
    explicit Database(sqlite3* handle);

    Owned<sqlite3, sqlite3_close_v2> handle_;
};

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/store/database.h"

namespace kiosk {

/// Takes the indexes of an empty table of the programme, and its triggers, away while many rows are written: made at once
/// from all rows they cost a fraction of what they cost row by row. Within a transaction, which puts them back where it fails. A table that has rows, or is
/// to get few, is left as it is.
class LateIndexes {
  public:
    /// @param table  no statement may be on its way in it
    /// @param rows   that will be written
    LateIndexes(sqlite3* database, const std::string& table, std::size_t rows);

    /// Makes them again, as they were. To be called before the transaction ends.
    void make();

  private:
    sqlite3* database_;
    std::vector<std::string> taken_away_ = {};  // the SQL that makes them
};

}  // namespace kiosk

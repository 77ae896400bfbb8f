#pragma once

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/store/database.h"

namespace kiosk {

/// A row of one of the tables that all screens of an event share, as it travels.
struct Document {
    std::string kind = {};     // the table
    std::string key = {};      // the primary key, a JSON array
    std::string content = {};  // the columns, a JSON object; bytes as hexadecimal digits
    bool for_doors = false;    // only those who check in may know it
    bool gone = false;

    bool operator==(const Document&) const = default;
};

/// All rows that are shared, table by table.
std::vector<Document> mirrored_documents(const Database& database);

/// Writes documents within a transaction; columns that this program doesn't know are left out. References between them
/// are checked when the transaction ends, so that their order does not matter.
class MirrorWriter {
  public:
    explicit MirrorWriter(Database& database);

    void write(const Document& document);

    /// Ends a whole programme: removes what was not written.
    void remove_others();

    /// Takes care of what hangs in the air now. Comes last.
    void finish();

  private:
    Database& database_;
    std::set<std::pair<std::string, std::string>> written_ = {};
};

}  // namespace kiosk

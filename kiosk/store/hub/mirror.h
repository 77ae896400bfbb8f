#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/time.h"
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

/// A change made by hand, a row of the table "edit", as it travels.
std::string edit_content(const Database& database, const std::string& id);

/// Writes documents within a transaction; columns that this program doesn't know are left out. References between them
/// hold when the transaction ends, so that their order does not matter.
class MirrorWriter {
  public:
    explicit MirrorWriter(Database& database);

    void write(const Document& document);

    /// Writes a change made by hand, with its place in the hub's order.
    ///
    /// @return  whether it was not here yet
    bool write_edit(const std::string& id, const std::string& content, std::int64_t change, int position);

    /// Ends a whole programme: removes what was not written.
    void remove_others();

    /// Takes care of what hangs in the air now: rooms that went, and the sessions that were changed by hand, in the hub's
    /// order and then in this machine's. Comes last.
    ///
    /// @param at  when the changes are seen here; those made by hand hold from the moment at which they were made
    void finish(Instant at);

  private:
    void defer_references();
    void write_row(const std::function<void()>& write);
    void remove_row(const std::string& kind, const std::string& key);
    void settle_edits(Instant at);

    Database& database_;
    bool are_deferred_ = false;  // references between rows, until the transaction ends
    std::set<std::pair<std::string, std::string>> written_ = {};
    std::map<std::string, Instant> changed_at_ = {};  // by session: when the latest of the edits that are new was made
};

}  // namespace kiosk

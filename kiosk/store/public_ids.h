#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kiosk/store/database.h"

namespace kiosk {

/// Gives the things of one source the ids that the whole event knows them by: what they had before, else what the source
/// calls them, with ~2, ~3 … behind where another source has that already.
class PublicIds {
  public:
    /// @param table  "session" or "topic"
    PublicIds(sqlite3* database, int source, std::string_view table);

    /// Sets the id of a thing of the source, and takes it off those that are missing.
    std::string id_for(const std::string& key);

    /// The same for a thing that is known to have been there, under this id.
    void keep(const std::string& id) { given_.insert(id); }

    /// The same for a thing that was not there. Keys of one source differ.
    std::string new_id(const std::string& key);

    /// The things that the source had and that nobody asked for: their ids, in the order of the table.
    std::vector<std::string> missing() const;

  private:
    void read_taken();

    sqlite3* database_;
    std::optional<std::unordered_set<std::string>> taken_;  // by any session or topic; none: no new id was wanted yet
    bool nothing_taken_ = false;
    std::vector<std::string> known_;                        // ids of the source's things
    std::unordered_map<std::string, std::string> by_key_;  // to id
    std::unordered_set<std::string> given_;
};

}  // namespace kiosk

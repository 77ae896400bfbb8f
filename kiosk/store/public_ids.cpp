#include "kiosk/store/public_ids.h"

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* tried = "read the ids";

}  // namespace

PublicIds::PublicIds(sqlite3* database, int source, std::string_view table) : database_(database) {
    Statement own{database, "SELECT id, source_key FROM " + std::string{table} + " WHERE source = ? ORDER BY rowid", tried};
    own.bind(source);
    while (own.step()) {
        known_.push_back(own.text(0));
        by_key_.emplace(own.text(1), own.text(0));
    }
}

std::string PublicIds::id_for(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found != by_key_.end() && given_.insert(found->second).second) return found->second;
    return new_id(key);
}

std::string PublicIds::new_id(const std::string& key) {
    if (!taken_) read_taken();
    if (nothing_taken_) return key;
    std::string id = key;
    for (int again = 2; !taken_->insert(id).second; ++again) id = key + "~" + std::to_string(again);
    return id;
}

void PublicIds::read_taken() {
    taken_.emplace();
    Statement all{database_, "SELECT id FROM session UNION ALL SELECT id FROM topic", tried};
    while (all.step()) taken_->insert(all.text(0));
    nothing_taken_ = taken_->empty();
}

std::vector<std::string> PublicIds::missing() const {
    std::vector<std::string> result;
    for (const std::string& id : known_)
        if (!given_.contains(id)) result.push_back(id);
    return result;
}

}  // namespace kiosk

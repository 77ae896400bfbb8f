#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kiosk/store/database.h"

namespace kiosk {

/// By what an attendee is known again; empty where a list has no such thing.
struct Marks {
    std::string external = {};
    std::string code = {};
    std::string person = {};
    bool person_is_sure = false;  // the person has an e-mail address
};

/// Who stands in the database already, for one import.
class KnownAttendees {
  public:
    explicit KnownAttendees(const Database& database);

    /// What was found of one attendee of a list.
    struct Match {
        std::int64_t number = 0;         // the row; 0: nobody
        bool code_is_another_s = false;  // the code belongs to somebody else
    };
    Match find(const Marks& marks) const;

    /// Remembers what an import wrote.
    void wrote(std::int64_t number, const Marks& marks);

    /// Whether an id is still free; takes it.
    bool take_id(const std::string& id) { return ids_.insert(id).second; }

    bool empty() const { return rows_.empty(); }

  private:
    struct Row {
        std::string external = {};
        std::string code = {};
        bool is_of_this_import = false;
    };
    std::int64_t find_person(const Marks& marks) const;

    std::unordered_map<std::int64_t, Row> rows_;
    std::unordered_map<std::string, std::int64_t> by_external_;
    std::unordered_map<std::string, std::int64_t> by_code_;
    std::unordered_multimap<std::string, std::int64_t> by_person_;
    std::unordered_set<std::string> ids_;
};

}  // namespace kiosk

#include "kiosk/store/late_indexes.h"

#include <utility>

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* tried = "make room for an import";
constexpr std::size_t many_rows = 5'000;  // fewer gain less than what other programs lose, who then read all tables' layout again

bool is_empty(sqlite3* database, const std::string& table) {
    Statement any{database, "SELECT NOT EXISTS (SELECT 1 FROM " + table + ")", tried};
    any.step();
    return any.integer(0) != 0;
}

}  // namespace

LateIndexes::LateIndexes(sqlite3* database, const std::string& table, std::size_t rows) : database_(database) {
    if (rows < many_rows || !is_empty(database, table)) return;
    std::vector<std::string> names;
    Statement all{database, "SELECT type || ' ' || name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid", tried};
    all.bind(table);
    while (all.step()) {
        names.push_back(all.text(0));
        taken_away_.push_back(all.text(1));
    }
    for (const std::string& name : names) Statement{database, "DROP " + name, tried}.run();
}

void LateIndexes::make() {
    if (taken_away_.empty()) return;
    for (const std::string& sql : std::exchange(taken_away_, {})) Statement{database_, sql, tried}.run();
    // What the triggers would have done for each row.
    Statement{database_, "UPDATE programme_revision SET number = number + 1", tried}.run();
}

}  // namespace kiosk

#include "kiosk/store/prepared_statements.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

constexpr std::size_t most = 64;

}  // namespace

Prepared PreparedStatements::take(std::string_view sql) {
    const auto found =
        std::ranges::find(idle_, sql, [](const Prepared& each) { return std::string_view{sqlite3_sql(each.get())}; });
    if (found == idle_.end()) return {};
    Prepared statement = std::move(*found);
    idle_.erase(found);
    return statement;
}

void PreparedStatements::leave(Prepared statement) {
    // One that is not reset would go on reading, and others could not tidy up their log.
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    if (idle_.size() == most) idle_.erase(idle_.begin());
    idle_.push_back(std::move(statement));
}

}  // namespace kiosk

#include "kiosk/store/last_import.h"

#include "kiosk/store/statement.h"

namespace kiosk {

std::optional<Instant> last_import(const Database& database, const std::string& path) {
    Statement row{database, "SELECT max(imported_at) FROM source WHERE path = ?", "read what was imported"};
    row.bind(path);
    return row.step() ? row.instant(0) : std::nullopt;
}

}  // namespace kiosk

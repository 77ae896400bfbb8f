#include "kiosk/store/paired_screen.h"

#include "kiosk/store/statement.h"

namespace kiosk {

std::optional<PairedScreen> paired_screen(const Database& database) {
    Statement row{database, "SELECT screen, coalesce(room, ''), device FROM hub_link", "read what this machine is to show"};
    if (!row.step()) return std::nullopt;
    return PairedScreen{row.text(0), row.text(1), row.text(2)};
}

}  // namespace kiosk

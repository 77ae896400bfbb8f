#include "kiosk/store/attendees/trusted_keys.h"

#include "kiosk/store/statement.h"

namespace kiosk {

std::vector<TrustedKey> trusted_keys(const Database& database) {
    Statement rows{database, "SELECT public_key, kind FROM trusted_key", "read the trusted keys"};
    std::vector<TrustedKey> keys;
    while (rows.step())
        keys.push_back({rows.bytes(0), rows.text(1) == "pretix" ? TicketSigner::pretix : TicketSigner::kiosk});
    return keys;
}

bool trust_key(Database& database, const TrustedKey& key) {
    Statement{database, "INSERT OR IGNORE INTO trusted_key (public_key, kind) VALUES (?, ?)", "write the trusted keys"}
        .bind_bytes(key.public_key)
        .bind(key.signer == TicketSigner::pretix ? "pretix" : "kiosk")
        .run();
    return sqlite3_changes(database.handle()) > 0;
}

}  // namespace kiosk

#pragma once

#include <string>
#include <vector>

#include "kiosk/store/database.h"

namespace kiosk {

/// Whose tickets a public key signs.
enum class TicketSigner { kiosk, pretix };

/// A public key whose signed tickets are let in.
struct TrustedKey {
    std::string public_key = {};  // Ed25519, 32 bytes
    TicketSigner signer = TicketSigner::kiosk;
};

/// @return  in no particular order
std::vector<TrustedKey> trusted_keys(const Database& database);

/// @return false when it was trusted already
bool trust_key(Database& database, const TrustedKey& key);

}  // namespace kiosk

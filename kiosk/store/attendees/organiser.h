#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Whether the organiser has a passphrase already. The first import of attendees sets it.
bool has_organiser(const Database& database);

/// Makes the organiser's key pair. Takes a tenth of a second on purpose, so that passphrases can't be tried out fast.
///
/// @param passphrase  not empty
void make_organiser(Database& database, std::string_view passphrase);

/// Opens what was sealed for the organiser.
class OrganiserKey {
  public:
    /// @throws StoreError  when the passphrase is another, or none was ever set
    static OrganiserKey open(const Database& database, std::string_view passphrase);

    /// @return none when it was sealed for another organiser
    std::optional<Key> open_batch(std::string_view sealed_key) const;

  private:
    std::string public_;
    Key private_;
};

/// The key of one import's boxes, and its row.
struct Batch {
    int id = 0;
    Key key = {};
};

/// Makes a batch that only the organiser opens again. The organiser must exist.
Batch make_batch(Database& database);

/// A key pair that a secret yields: `public_half` seals, the secret opens.
std::string public_half_of(const Key& secret);

/// Seals for a public half. Some 60 µs.
std::string sealed_for(std::string_view public_half, std::string_view text);

/// @return none when it was sealed for another secret
std::optional<std::string> unsealed_with(const Key& secret, std::string_view box);

}  // namespace kiosk

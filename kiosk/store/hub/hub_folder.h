#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/unique_fd.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// What this machine keeps secret for its hub: the folder "event.db.hub" beside "event.db", readable by this user alone.
/// Who copies the database alone has no part in the hub.
class HubFolder {
  public:
    /// A database in memory has none: nothing is found, and nothing can be written.
    explicit HubFolder(const Database& database);

    /// @return empty when there is no such file
    std::string read(const char* name) const;

    /// Appears whole or not at all, and is on the disk then.
    void write(const char* name, std::string_view content) const;

    void remove(const char* name) const;

    /// Waits until no other program of this machine is in touch with the hub; ends with the descriptor.
    UniqueFd lock() const;

    std::filesystem::path file(const char* name) const { return folder_ / name; }

    static constexpr const char* password = "password";
    static constexpr const char* certificate = "certificate.pem";
    static constexpr const char* nonce = "nonce";
    static constexpr const char* url = "url";  // of the organiser: all rights

  private:
    std::filesystem::path folder_;
};

/// The numbers that a device shows at each contact: the one it showed last, and the one to show from now on. Both are on
/// the disk before the hub hears of them.
struct NoncePair {
    std::string last = {};
    std::string next = {};
};

/// A nonce: how many a device has drawn before, a point, and random digits.
std::string new_nonce(long long count);

/// Draws the next nonce.
///
/// @return  empty when this folder has none, as in a copy of the database alone
NoncePair next_nonce(const HubFolder& folder);

/// The hub has taken the next one.
void nonce_taken(const HubFolder& folder, const NoncePair& nonces);

}  // namespace kiosk

#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/phone/phone.h"

namespace kiosk {

/// How long a form may lie open.
inline constexpr std::chrono::minutes form_counts{10};

/// The proof that a form came from us to this phone with the ticket it has: a sight, sealed for it. A form at no screen
/// has a sight of its own with the time it was made.
std::string form_token(const Sight& sight, const Phone& phone, const Key& key);

/// @return none when the token is forged, another phone's, of another ticket, or over
std::optional<Sight> sight_of_form(std::string_view token, const Phone& phone, Instant now, const Key& key);

/// What forms were already used for. Holds a bounded number, for as long as forms count.
class UsedForms {
  public:
    /// Whether a form may be tried once more. Counts the try.
    bool may_try(const std::string& nonce, Instant now);

    /// It was acted on: never again.
    void spend(const std::string& nonce, Instant now);

    bool is_spent(const std::string& nonce) const;

  private:
    int& uses_of(const std::string& nonce, Instant now);

    std::unordered_map<std::string, int> uses_ = {};
    std::deque<std::pair<Instant, std::string>> oldest_ = {};
};

}  // namespace kiosk

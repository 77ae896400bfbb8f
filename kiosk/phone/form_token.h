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

/// Of the nonce of a form.
inline constexpr std::size_t form_nonce_bytes = 8;

/// The proof that a form came from us to this phone with the ticket it has: a sight, sealed for it. A form at no screen
/// has a sight of its own with the time it was made.
std::string form_token(const Sight& sight, const Phone& phone, const Key& key);

/// @return none when the token is forged, another phone's, of another ticket, or over
std::optional<Sight> sight_of_form(std::string_view token, const Phone& phone, Instant now, const Key& key);

/// How often forms were tried here. Holds a bounded number, for as long as forms count. What was acted on is in the database.
class TriedForms {
  public:
    /// Whether a form may be tried once more. Counts the try.
    bool may_try(const std::string& nonce, Instant now);

    /// It may be tried no more.
    void give_up(const std::string& nonce, Instant now);

    bool is_given_up(const std::string& nonce) const;

  private:
    int& tries_of(const std::string& nonce, Instant now);

    std::unordered_map<std::string, int> tries_ = {};
    std::deque<std::pair<Instant, std::string>> oldest_ = {};
};

}  // namespace kiosk

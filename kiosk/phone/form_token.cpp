#include "kiosk/phone/form_token.h"

namespace kiosk {
namespace {

constexpr std::string_view purpose = "form";
constexpr std::size_t proof_bytes = 16;
constexpr int most_tries = 6;
constexpr std::size_t most_forms = 200'000;

std::string bound(const Phone& phone, const Key& key) { return proof_of("form of " + phone.id + phone.code, key); }

}  // namespace

std::string form_token(const Sight& sight, const Phone& phone, const Key& key) {
    return base64url(sealed(std::string{purpose} + packed(sight) + bound(phone, key), key));
}

std::optional<Sight> sight_of_form(std::string_view token, const Phone& phone, Instant now, const Key& key) {
    const auto box = from_base64url(token);
    const auto record = box ? unsealed(*box, key) : std::nullopt;
    if (!record || !record->starts_with(purpose) || record->size() != purpose.size() + sight_bytes + proof_bytes) return std::nullopt;
    const auto sight = unpacked_sight(std::string_view{*record}.substr(purpose.size(), sight_bytes));
    const bool is_of_phone = are_equal(std::string_view{*record}.substr(purpose.size() + sight_bytes), bound(phone, key));
    if (!sight || !is_of_phone || now >= sight->at + form_counts || now + code_stays < sight->at) return std::nullopt;
    return sight;
}

int& TriedForms::tries_of(const std::string& nonce, Instant now) {
    while (!oldest_.empty() && (oldest_.front().first + form_counts + code_stays <= now || oldest_.size() > most_forms)) {
        tries_.erase(oldest_.front().second);
        oldest_.pop_front();
    }
    const auto [tries, is_new] = tries_.try_emplace(nonce, 0);
    if (is_new) oldest_.emplace_back(now, nonce);
    return tries->second;
}

bool TriedForms::may_try(const std::string& nonce, Instant now) {
    int& tries = tries_of(nonce, now);
    if (tries >= most_tries) return false;
    ++tries;
    return true;
}

void TriedForms::give_up(const std::string& nonce, Instant now) { tries_of(nonce, now) = most_tries; }

bool TriedForms::is_given_up(const std::string& nonce) const {
    const auto tries = tries_.find(nonce);
    return tries != tries_.end() && tries->second >= most_tries;
}

}  // namespace kiosk

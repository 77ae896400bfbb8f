#include "kiosk/domain/pairing_state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {
namespace {

constexpr std::array<std::pair<PairingState, std::string_view>, 7> words = {
    {{PairingState::none, "none"},
     {PairingState::waiting, "waiting"},
     {PairingState::watching, "watching"},
     {PairingState::asking, "asking"},
     {PairingState::refused, "refused"},
     {PairingState::unreached, "unreached"},
     {PairingState::failed, "failed"}}};

}  // namespace

std::string_view word_for(PairingState state) { return words[static_cast<std::size_t>(state)].second; }

std::optional<PairingState> pairing_state_in(std::string_view word) {
    const auto* found = std::ranges::find(words, word, &std::pair<PairingState, std::string_view>::second);
    return found == words.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace kiosk

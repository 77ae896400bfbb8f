#include "kiosk/sources/codes/joined_parts.h"

#include <map>
#include <tuple>

namespace kiosk {
namespace {

/// The parts seen of one text; two that claim the same place but differ spoil it.
struct Parts {
    std::map<int, std::string> texts = {};
    bool is_spoilt = false;

    bool is_whole(int count) const { return !is_spoilt && static_cast<int>(texts.size()) == count; }
};

auto key_of(const FoundCode& code) { return std::tuple(code.sequence, code.parts); }

}  // namespace

void join_parts(std::span<FoundCodes> pictures) {
    std::map<std::tuple<std::string, int>, Parts> seen;
    for (const auto& codes : pictures)
        for (const auto& code : codes) {
            if (code.part < 0 || code.part >= code.parts) continue;
            auto& parts = seen[key_of(code)];
            const auto [known, is_new] = parts.texts.try_emplace(code.part, code.text);
            if (!is_new && known->second != code.text) parts.is_spoilt = true;
        }
    for (auto& codes : pictures)
        for (auto& code : codes) {
            const auto parts = seen.find(key_of(code));
            if (code.part < 0 || parts == seen.end() || !parts->second.is_whole(code.parts)) continue;
            code.text.clear();
            for (const auto& [part, text] : parts->second.texts) code.text += text;
            code.part = -1;
            code.parts = -1;
        }
}

}  // namespace kiosk

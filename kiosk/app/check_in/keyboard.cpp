#include "kiosk/app/check_in/keyboard.h"

#include <X11/X.h>

#include <cstdlib>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

// A key whose release got lost would else stay down for ever; one that is held repeats faster.
constexpr std::chrono::milliseconds forgotten_after = 1500ms;

/// Ctrl with a letter, as scanners send control characters: Ctrl+M is Enter.
std::string control_text(char us) {
    if (us >= 'a' && us <= 'z') us = static_cast<char>(us - 'a' + 'A');
    if (us < '@' || us > '_') return {};
    const char control = static_cast<char>(us - '@');
    return control == '\r' || control == '\n' ? "\n" : std::string{control};
}

}  // namespace

std::optional<TypedKey> Keyboard::press(const Key& key, const KeyLayout& layout, KeyState state) {
    if (key.at > last_ + forgotten_after) down_.clear(), held_ = 0, number_.clear();
    last_ = key.at;
    if (!down_.insert(key.code).second) return std::nullopt;
    if (const unsigned modifier = layout.modifier(key.code)) {
        held_ |= modifier;
        return std::nullopt;
    }
    if (held_ & Mod4Mask) return std::nullopt;
    if (held_ & Mod1Mask) {
        const int digit = layout.pad_digit(key.code);
        if (digit >= 0 && number_.size() < 7) number_ += static_cast<char>('0' + digit);
        return std::nullopt;
    }
    TypedKey press{.at = key.at, .us = layout.us(key.code, held_ & ShiftMask)};
    if (held_ & ControlMask) {
        press.text = control_text(press.us);
        press.us = press.text.empty() || press.text == "\n" || press.text == "\t" ? '\0' : press.text.front();
    } else {
        state.held = held_;
        press.text = layout.text(key.code, state);
        if (const int digit = layout.pad_digit(key.code); digit >= 0) press.us = static_cast<char>('0' + digit);
    }
    if (press.text.empty() && press.us == 0) return std::nullopt;
    return press;
}

std::optional<TypedKey> Keyboard::release(const Key& key, const KeyLayout& layout) {
    last_ = key.at;
    down_.erase(key.code);
    const unsigned modifier = layout.modifier(key.code);
    held_ &= ~modifier;
    if (!(modifier & Mod1Mask) || number_.empty()) return std::nullopt;
    const auto code = static_cast<unsigned>(std::atoi(number_.c_str()));
    number_.clear();
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return std::nullopt;
    const bool ends = code == '\r' || code == '\n';
    return TypedKey{.at = key.at, .text = ends ? "\n" : utf8_of(code), .us = code < 0x80 && !ends && code != '\t' ? static_cast<char>(code) : '\0'};
}

}  // namespace kiosk

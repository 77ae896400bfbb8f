#include "kiosk/app/check_in/key_layout.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/keysym.h>

#include <array>
#include <cstring>
#include <map>
#include <string_view>

#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

void free_map(XkbDescRec* map) { XkbFreeKeyboard(map, XkbAllComponentsMask, True); }

struct UsRow {
    const char* name;  // of the row's keys in XKB, before two digits
    std::string_view plain;
    std::string_view shifted;
};

constexpr std::array us_rows = {UsRow{"AE", "1234567890-=", "!@#$%^&*()_+"}, UsRow{"AD", "qwertyuiop[]", "QWERTYUIOP{}"},
                                UsRow{"AC", "asdfghjkl;'", "ASDFGHJKL:\""}, UsRow{"AB", "zxcvbnm,./", "ZXCVBNM<>?"}};

constexpr std::array us_others = {std::pair{"TLDE", "`~"}, std::pair{"BKSL", "\\|"}, std::pair{"LSGT", "\\|"},
                                  std::pair{"SPCE", "  "}};

/// The accents that wait for a letter on most layouts: a scanner means them as they are.
const std::map<KeySym, unsigned> dead_keys = {
    {XK_dead_grave, '`'}, {XK_dead_acute, 0xB4}, {XK_dead_circumflex, '^'}, {XK_dead_tilde, '~'}, {XK_dead_diaeresis, 0xA8},
    {XK_dead_cedilla, 0xB8}, {XK_dead_macron, 0xAF}, {XK_dead_abovering, 0xB0}, {XK_EuroSign, 0x20AC}};

std::string text_of(KeySym symbol) {
    switch (symbol) {
        case XK_Return:
        case XK_KP_Enter:
        case XK_Linefeed: return "\n";
        case XK_Tab:
        case XK_ISO_Left_Tab: return "\t";
        case XK_BackSpace: return "\b";
        case XK_KP_Space: return " ";
        default: break;
    }
    if ((symbol >= 0x20 && symbol <= 0x7E) || (symbol >= 0xA0 && symbol <= 0xFF)) return utf8_of(static_cast<unsigned>(symbol));
    if ((symbol & 0xFF000000U) == 0x01000000U) return utf8_of(static_cast<unsigned>(symbol & 0xFFFFFFU));
    if (symbol >= XK_KP_Multiply && symbol <= XK_KP_9) return {static_cast<char>(symbol & 0x7FU)};
    const auto dead = dead_keys.find(symbol);
    return dead == dead_keys.end() ? std::string{} : utf8_of(dead->second);
}

}  // namespace

std::string utf8_of(unsigned code) {
    std::string text;
    const auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | code >> 6U);
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U & 0x07U));
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
    return text;
}

struct KeyLayout::Inside {
    Display* display = nullptr;
    Owned<XkbDescRec, free_map> map = {};

    std::string_view name(unsigned keycode) const {
        if (!map || !map->names || !map->names->keys || keycode < map->min_key_code || keycode > map->max_key_code) return {};
        const char* key = map->names->keys[keycode].name;
        return {key, strnlen(key, XkbKeyNameLength)};
    }
};

KeyLayout::KeyLayout(Display* display) : inside_(std::make_unique<Inside>()) {
    inside_->display = display;
    reload();
}

KeyLayout::~KeyLayout() = default;

void KeyLayout::reload() {
    inside_->map.reset(XkbGetMap(inside_->display, XkbAllMapComponentsMask, XkbUseCoreKbd));
    if (inside_->map) XkbGetNames(inside_->display, XkbKeyNamesMask, inside_->map.get());
}

unsigned KeyLayout::modifier(unsigned keycode) const {
    const XkbDescRec* map = inside_->map.get();
    if (!map || keycode < map->min_key_code || keycode > map->max_key_code) return 0;
    return map->map->modmap[keycode];
}

std::string KeyLayout::text(unsigned keycode, const KeyState& state) const {
    XkbDescRec* map = inside_->map.get();
    if (!map || keycode < map->min_key_code || keycode > map->max_key_code) return {};
    unsigned used = 0;
    KeySym symbol = NoSymbol;
    const unsigned modifiers = state.held | state.locked;
    const auto group = static_cast<unsigned>(state.group < 0 ? 0 : state.group);
    if (!XkbTranslateKeyCode(map, static_cast<KeyCode>(keycode), XkbBuildCoreState(modifiers, group), &used, &symbol)) return {};
    // Caps Lock on a key that the layout leaves to the program to make large.
    if ((modifiers & ~used & LockMask) && symbol >= XK_a && symbol <= XK_z) symbol -= 0x20;
    return text_of(symbol);
}

char KeyLayout::us(unsigned keycode, bool shift) const {
    const std::string_view name = inside_->name(keycode);
    for (const auto& [other, letters] : us_others)
        if (name == other) return letters[shift ? 1 : 0];
    if (name.size() != 4 || name[2] < '0' || name[2] > '1' || name[3] < '0' || name[3] > '9') return 0;
    const auto column = static_cast<std::size_t>((name[2] - '0') * 10 + (name[3] - '0'));
    for (const UsRow& row : us_rows)
        if (name.starts_with(row.name) && column >= 1 && column <= row.plain.size())
            return (shift ? row.shifted : row.plain)[column - 1];
    return 0;
}

int KeyLayout::pad_digit(unsigned keycode) const {
    const std::string_view name = inside_->name(keycode);
    return name.size() == 3 && name.starts_with("KP") && name[2] >= '0' && name[2] <= '9' ? name[2] - '0' : -1;
}

}  // namespace kiosk

#include "kiosk/base/fold.h"

#include <clocale>
#include <cwctype>
#include <type_traits>

#include "kiosk/base/owned.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using Locale = Owned<std::remove_pointer_t<locale_t>, freelocale>;

/// The first character of well-formed UTF-8, taken off.
char32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    char32_t character = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) character = character << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(length);
    return character;
}

void append(std::string& text, char32_t character) {
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
    if (character < 0x80U) {
        text += static_cast<char>(character);
    } else if (character < 0x800U) {
        text += static_cast<char>(0xC0U | character >> 6U);
        tail(0);
    } else if (character < 0x10000U) {
        text += static_cast<char>(0xE0U | character >> 12U);
        tail(6), tail(0);
    } else {
        text += static_cast<char>(0xF0U | character >> 18U);
        tail(12), tail(6), tail(0);
    }
}

}  // namespace

std::string folded(std::string_view text) {
    static const Locale every_script{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)};
    const std::string clean = clean_utf8(text);
    std::string result;
    bool space = false;
    for (std::string_view rest = trimmed(clean); !rest.empty();) {
        const char32_t character = take_character(rest);
        if (character <= U' ' || character == U'\u00a0' || character == U'\u3000') {
            space = true;
            continue;
        }
        if (space) result += ' ';
        space = false;
        const auto wide = static_cast<std::wint_t>(character);
        append(result, static_cast<char32_t>(every_script ? towlower_l(wide, every_script.get()) : std::towlower(wide)));
    }
    return result;
}

}  // namespace kiosk

#include "kiosk/domain/typed_form.h"

#include <array>

namespace kiosk {
namespace {

constexpr std::size_t longest = 40;  // letters and digits; a UUID has 32

/// The Latin digit for one of an Arabic or Persian keyboard (U+0660, U+06F0 and on); 0 where a text begins with none.
char digit_at(std::string_view text) {
    constexpr std::string_view arabic = "\xd9\xa0", persian = "\xdb\xb0";
    for (const std::string_view zero : {arabic, persian}) {
        if (text.size() < 2 || text[0] != zero[0]) continue;
        const int value = static_cast<unsigned char>(text[1]) - static_cast<unsigned char>(zero[1]);
        if (value >= 0 && value <= 9) return static_cast<char>('0' + value);
    }
    return 0;
}

/// The bytes of a blank, dash or mark of direction, which phones put in by themselves; 0 where a text begins with none.
std::size_t gap_at(std::string_view text) {
    constexpr std::array<std::string_view, 15> gaps = {"\u00a0", "\u00ad", "\u2007", "\u2009", "\u200b", "\u200e", "\u200f", "\u2010",
                                                       "\u2011", "\u2012", "\u2013", "\u2014", "\u202f", "\u2212", "\ufeff"};
    for (const std::string_view gap : gaps)
        if (text.starts_with(gap)) return gap.size();
    return 0;
}

char alike(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    switch (c) {
        case 'O': return '0';
        case 'I':
        case 'L': return '1';
        case 'S': return '5';
        case 'Z': return '2';
        case 'B': return '8';
        default: return c;
    }
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string typed_form(std::string_view code) {
    std::string form;
    while (!code.empty()) {
        if (static_cast<unsigned char>(code.front()) < 0x80) {
            if (const char letter = alike(code.front()); is_letter_or_digit(letter)) form += letter;
            code.remove_prefix(1);
        } else if (const char digit = digit_at(code)) {
            form += digit;
            code.remove_prefix(2);
        } else if (const std::size_t gap = gap_at(code)) {
            code.remove_prefix(gap);
        } else {
            return {};
        }
        if (form.size() > longest) return {};
    }
    return form;
}

}  // namespace kiosk

#include "kiosk/phone/typed_code.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/ticket_code.h"

namespace kiosk {
namespace {

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Without what people put between groups; dashes that phones make of hyphens are of several bytes.
std::string without_gaps(std::string_view typed) {
    std::string text;
    while (!typed.empty()) {
        const bool is_dash = typed.starts_with("\u2010") || typed.starts_with("\u2011") || typed.starts_with("\u2012") ||
                             typed.starts_with("\u2013") || typed.starts_with("\u2014") || typed.starts_with("\u2212");
        const bool is_blank = typed.starts_with("\u00a0");
        const std::size_t gap = is_dash ? 3 : is_blank ? 2 : std::string_view{" \t\r\n-._"}.find(typed.front()) != std::string_view::npos ? 1 : 0;
        if (gap == 0) text += typed.front();
        typed.remove_prefix(std::max<std::size_t>(gap, 1));
    }
    return text;
}

std::string in_capitals(std::string_view typed) {
    std::string text;
    for (const char c : typed)
        if (c != ' ') text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

}  // namespace

TypedCode typed_code(std::string_view typed) {
    const std::string letters = without_gaps(typed);
    if (std::string own = own_code(letters); !own.empty()) return {.code = std::move(own)};
    const bool looks_own = letters.size() == ticket_code_length && (letters.front() == 'K' || letters.front() == 'k') &&
                           std::ranges::all_of(letters, is_letter_or_digit);
    TypedCode result{.code = std::string{trimmed(typed)}, .capitals = in_capitals(typed), .is_mistyped = looks_own};
    if (result.capitals == result.code) result.capitals.clear();
    return result;
}

}  // namespace kiosk

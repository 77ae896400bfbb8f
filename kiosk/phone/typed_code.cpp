#include "kiosk/phone/typed_code.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/ticket_code.h"

namespace kiosk {
namespace {

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Blanks; between letters people put them where paper shows groups.
std::size_t blank_at(std::string_view text) {
    if (text.starts_with("\u00a0")) return 2;
    return std::string_view{" \t\r\n"}.find(text.front()) == std::string_view::npos ? 0 : 1;
}

/// Blanks and other marks between groups; dashes that phones make of hyphens are of several bytes.
std::size_t gap_at(std::string_view text) {
    for (const std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
        if (text.starts_with(dash)) return dash.size();
    return std::string_view{"-._"}.find(text.front()) == std::string_view::npos ? blank_at(text) : 1;
}

std::string in_capitals(std::string_view text) {
    std::string result;
    for (const char c : text) result += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return result;
}

std::string without(std::size_t (*length_at)(std::string_view), std::string_view typed) {
    std::string text;
    while (!typed.empty()) {
        const std::size_t length = length_at(typed);
        if (length == 0) text += typed.front();
        typed.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

}  // namespace

TypedCode typed_code(std::string_view typed) {
    const std::string as_typed{trimmed(typed)}, compact = without(blank_at, typed), letters = without(gap_at, typed);
    const std::string own = own_code(letters);
    const bool looks_own = own.empty() && letters.size() == ticket_code_length && (letters.front() == 'K' || letters.front() == 'k') &&
                           std::ranges::all_of(letters, is_letter_or_digit);
    TypedCode result{.readings = {as_typed, own, compact, ascii_lower(compact), in_capitals(compact), letters, ascii_lower(letters),
                                  in_capitals(letters)},
                     .own = own,
                     .looks_own = looks_own};
    for (std::string& reading : result.readings)
        if (reading.empty()) reading = as_typed;
    return result;
}

}  // namespace kiosk

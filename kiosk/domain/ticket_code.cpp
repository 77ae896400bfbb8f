#include "kiosk/domain/ticket_code.h"

#include <algorithm>
#include <cstdint>

#include "kiosk/base/fold.h"

namespace kiosk {
namespace {

constexpr std::size_t event_letters = 4;
constexpr std::size_t random_letters = 25;
constexpr std::size_t check_letters = 2;
static_assert(1 + event_letters + random_letters + check_letters == ticket_code_length);

/// FNV-1a.
std::uint32_t hash(std::string_view text) {
    std::uint32_t value = 2166136261U;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    return value;
}

std::string letters(std::uint32_t value, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += ticket_alphabet[value >> (5 * i) & 31U];
    return text;
}

std::string check_of(std::string_view text) {
    const std::uint32_t value = hash(text);
    return letters(value ^ value >> 16U, check_letters);
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char put_right(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'I' || c == 'L') return '1';
    return c == 'O' ? '0' : c;
}

}  // namespace

std::string ticket_code(std::string_view event, std::string_view random_bytes) {
    std::string code{"K"};
    code += letters(hash(folded(event)), event_letters);
    for (const char byte : random_bytes.substr(0, random_letters)) code += ticket_alphabet[static_cast<unsigned char>(byte) & 31U];
    return code + check_of(code);
}

std::string own_code(std::string_view scanned) {
    if (scanned.size() != ticket_code_length) return {};
    std::string code;
    for (const char c : scanned) {
        code += put_right(c);
        if (ticket_alphabet.find(code.back()) == std::string_view::npos) return {};
    }
    const auto body = std::string_view{code}.substr(0, ticket_code_length - check_letters);
    return code.front() == 'K' && code.ends_with(check_of(body)) ? code : std::string{};
}

std::string code_to_type(std::string_view code) {
    constexpr std::size_t group = 5, in_one_group = 8;
    const bool has_plain_letters = std::ranges::all_of(code, [](char c) { return c >= ' ' && c < '\x7f'; });
    if (code.size() > ticket_code_length || !has_plain_letters) return {};
    const bool has_marks = !std::ranges::all_of(code, is_letter_or_digit);
    if (has_marks || code.size() <= in_one_group) return std::string{code};
    std::string text;
    for (std::size_t i = 0; i < code.size(); ++i) text.append(i > 0 && i % group == 0 ? " " : "").append(1, code[i]);
    return text;
}

bool is_of_event(std::string_view code, std::string_view event) {
    return code.substr(1, event_letters) == letters(hash(folded(event)), event_letters);
}

}  // namespace kiosk

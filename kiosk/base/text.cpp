#include "kiosk/base/text.h"

#include <algorithm>
#include <array>

namespace kiosk {
namespace {

constexpr std::string_view blanks = " \t\n\r\f\v";
constexpr std::array<std::string_view, 3> wide_blanks = {"\u00a0", "\ufeff", "\u3000"};
constexpr std::string_view replacement = "\ufffd";

/// Length of the well-formed UTF-8 sequence at the front; 0 when there is none.
std::size_t sequence_length(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80U) return 1;
    if (first >= 0xC2U && first <= 0xDFU) return follows(1) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        const bool overlong = first == 0xE0U && byte(1) < 0xA0U;
        const bool surrogate = first == 0xEDU && byte(1) > 0x9FU;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const bool overlong = first == 0xF0U && byte(1) < 0x90U;
        const bool beyond = first == 0xF4U && byte(1) > 0x8FU;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        const auto first = text.find_first_not_of(blanks);
        if (first == std::string_view::npos) return {};
        text = text.substr(first, text.find_last_not_of(blanks) - first + 1);
        for (const auto blank : wide_blanks) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
        }
    }
    return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (true) {
        // Quicker than find_first_of, which calls a search for each letter of the text.
        const auto found = std::ranges::find_if(text, [](char c) { return c == '\n' || c == '\r'; });
        const auto end = static_cast<std::size_t>(found - text.begin());
        lines.push_back(text.substr(0, end));
        if (found == text.end()) return lines;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string ascii_lower(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return result;
}

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto length = sequence_length(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string clean_utf8(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto length = sequence_length(bytes);
        const auto first = static_cast<unsigned char>(bytes.front());
        const bool control = (first < 0x20U && first != '\t' && first != '\n') || first == 0x7FU;
        if (length == 0)
            result += replacement;
        else if (!control)
            result += bytes.substr(0, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

std::string in_quotes(std::string_view text) { return "“" + std::string{text} + "”"; }

std::string without_accents(std::string_view text) {
    // One plain letter for each letter from U+00C0 to U+017F; a space where none fits.
    constexpr std::string_view plain =
        "AAAAAAACEEEEIIIIDNOOOOO OUUUUY saaaaaaaceeeeiiiidnooooo ouuuuy y"
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKkkLlLlLlLlLlNnNnNn NnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
    std::string result;
    while (!text.empty()) {
        const auto length = std::max<std::size_t>(sequence_length(text), 1);
        const auto lead = static_cast<unsigned char>(text[0]);
        const std::size_t place = length == 2 ? (lead - 0xC3U) * 64U + (static_cast<unsigned char>(text[1]) & 0x3FU) : plain.size();
        if (lead >= 0xC3U && place < plain.size() && plain[place] != ' ')
            result += plain[place];
        else
            result += text.substr(0, length);
        text.remove_prefix(length);
    }
    return result;
}

std::string slug(std::string_view text) {
    std::string result;
    for (const char c : ascii_lower(text)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
        if (kept)
            result += c;
        else if (!result.empty() && result.back() != '-')
            result += '-';
    }
    if (result.ends_with('-')) result.pop_back();
    return result;
}

}  // namespace kiosk

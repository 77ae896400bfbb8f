#include "kiosk/sources/hub/pairing_code.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::string_view first_word = "KIOSK/";
constexpr std::size_t parts = 7;
constexpr std::size_t secret_length = 26;
constexpr std::size_t fingerprint_length = 32;
constexpr std::string_view hexadecimal_digits = "0123456789ABCDEF";

std::string upper(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return result;
}

/// Small letters become capital ones; what a code can't say otherwise, capital letters among it, becomes %XX.
std::string packed(std::string_view text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz0123456789.-:";
    std::string result;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            result += upper({&c, 1});
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        result += '%';
        result += hexadecimal_digits[byte >> 4U];
        result += hexadecimal_digits[byte & 15U];
    }
    return result;
}

std::optional<std::string> unpacked(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += ascii_lower(text.substr(i, 1));
            continue;
        }
        int byte = 0;
        const auto digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (error != std::errc{} || digits.size() != 2 || end != digits.data() + 2) return std::nullopt;
        result += static_cast<char>(byte);
        i += 2;
    }
    return result;
}

/// Four digits that notice a wrong or a swapped letter (Fletcher's sums of the bytes).
std::string check_of(std::string_view text) {
    std::uint32_t first = 1, second = 0;
    for (const char c : text) {
        first = (first + static_cast<unsigned char>(c)) % 251;
        second = (second + first) % 251;
    }
    std::string digits;
    for (const std::uint32_t sum : {first, second}) {
        digits += hexadecimal_digits[sum >> 4U];
        digits += hexadecimal_digits[sum & 15U];
    }
    return digits;
}

bool is_of(std::string_view letters, std::string_view text) { return text.find_first_not_of(letters) == std::string_view::npos; }

}  // namespace

std::string text_of(const PairingCode& code) {
    std::string text{first_word};
    for (const std::string& part : {code.host, std::to_string(code.port), code.database}) text += packed(part) + "/";
    text += upper(code.secret) + "/" + upper(code.fingerprint);
    return text + "/" + check_of(text);
}

bool looks_like_pairing_code(std::string_view text) {
    const auto start = trimmed(text);
    return start.size() > 2 * secret_length && upper(start.substr(0, first_word.size())) == first_word;
}

std::optional<PairingCode> pairing_code_in(std::string_view text) {
    const std::string whole = upper(trimmed(text));
    const auto words = split(whole, '/');
    if (words.size() != parts || !whole.starts_with(first_word)) return std::nullopt;
    const auto end = whole.rfind('/');
    if (check_of(std::string_view{whole}.substr(0, end)) != words.back()) return std::nullopt;

    const auto host = unpacked(words[1]);
    const auto database = unpacked(words[3]);
    PairingCode code{.secret = std::string{words[4]}, .fingerprint = ascii_lower(words[5])};
    const auto [rest, error] = std::from_chars(words[2].data(), words[2].data() + words[2].size(), code.port);
    if (error != std::errc{} || rest != words[2].data() + words[2].size() || code.port < 1 || code.port > 65535) return std::nullopt;
    if (!host || host->empty() || !database || database->empty()) return std::nullopt;
    if (code.secret.size() != secret_length || code.fingerprint.size() != fingerprint_length) return std::nullopt;
    if (!is_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", code.secret) || !is_of("0123456789abcdef", code.fingerprint)) return std::nullopt;
    code.host = *host;
    code.database = *database;
    return code;
}

}  // namespace kiosk

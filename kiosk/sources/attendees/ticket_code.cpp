#include "kiosk/sources/attendees/ticket_code.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using Json = nlohmann::json;
using std::string_view;

constexpr std::size_t uuid_bytes = 16;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_uuid(string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool wants_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (wants_hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

std::optional<std::uint32_t> base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 52);
    if (c == '+' || c == '-') return 62U;
    if (c == '/' || c == '_') return 63U;
    return std::nullopt;
}

/// The UUID whose 16 bytes a base64 text holds, padded or not.
std::optional<std::string> uuid_in_base64(string_view text) {
    text = text.substr(0, text.find_last_not_of('=') + 1);
    if (text.size() != 22) return std::nullopt;
    constexpr string_view hex = "0123456789abcdef";
    std::string uuid;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (std::size_t i = 0, bytes = 0; i < text.size(); ++i) {
        const auto digit = base64_digit(text[i]);
        if (!digit) return std::nullopt;
        bits = (bits << 6U | *digit) & 0xFFFFU;
        held += 6;
        if (held < 8 || bytes == uuid_bytes) continue;
        held -= 8;
        const std::uint32_t byte = bits >> held & 0xFFU;
        if (bytes == 4 || bytes == 6 || bytes == 8 || bytes == 10) uuid += '-';
        uuid += hex[byte >> 4U];
        uuid += hex[byte & 0xFU];
        ++bytes;
    }
    return uuid;
}

/// A secret's one form; none for what can be no secret.
std::optional<std::string> as_secret(string_view text) {
    text = trimmed(text);
    if (text.empty() || text.starts_with('{')) return std::nullopt;
    if (auto uuid = uuid_in_base64(text)) return uuid;
    return is_uuid(text) ? ascii_lower(text) : std::string{text};
}

/// The secret in an Indico QR code.
std::optional<std::string> secret_in_json(string_view text) {
    const Json root = Json::parse(text, nullptr, false);
    if (!root.is_object()) return std::nullopt;
    const auto list = root.find("i");
    if (list != root.end() && list->is_array() && list->size() >= 3 && list->at(2).is_string())
        return as_secret(list->at(2).get_ref<const std::string&>());
    const auto secret = root.find("checkin_secret");
    if (secret != root.end() && secret->is_string()) return as_secret(secret->get_ref<const std::string&>());
    return std::nullopt;
}

}  // namespace

std::string code_meant_by(string_view scanned) {
    const string_view text = trimmed(scanned);
    if (text.starts_with('{'))
        if (auto secret = secret_in_json(text); secret) return *secret;
    return is_uuid(text) ? ascii_lower(text) : std::string{text};
}

}  // namespace kiosk

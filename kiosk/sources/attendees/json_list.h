#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A JSON text, or why it could not be read.
struct ParsedJson {
    nlohmann::json root = {};
    bool understood = false;
    std::string refusal = {};      // when not: "JSON; reading stopped at line 3, byte 47"
    bool had_loose_commas = false;  // commas before a closing bracket, as people write them, were left out
};

/// Parses JSON of at most 64 levels. Never throws.
ParsedJson parse_json(std::string_view text);

/// A member's text: a string on one line, a number as digits; empty when there is none, or something else.
std::string text_in(const nlohmann::json& object, const char* key);

/// A member; null when there is none or `object` is no object.
const nlohmann::json& member(const nlohmann::json& object, const char* key);

/// Whether a member is the literal true.
bool is_true(const nlohmann::json& object, const char* key);

}  // namespace kiosk

#include "kiosk/sources/attendees/json_list.h"

#include <algorithm>

#include "kiosk/sources/attendees/cell_words.h"

namespace kiosk {
namespace {

using nlohmann::json;
using std::string_view;

constexpr int deepest = 64;

/// The place after a string that begins at `at`.
std::size_t end_of_string(string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

/// Where the text goes beyond the deepest level; npos: nowhere.
std::size_t too_deep_at(string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '"') {
            i = end_of_string(text, i);
            continue;
        }
        if ((text[i] == '{' || text[i] == '[') && ++depth > deepest) return i;
        if (text[i] == '}' || text[i] == ']') --depth;
        ++i;
    }
    return string_view::npos;
}

std::string without_loose_commas(string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '"') {
            const std::size_t end = end_of_string(text, i);
            result += text.substr(i, end - i);
            i = end;
            continue;
        }
        const auto next = text[i] == ',' ? text.find_first_not_of(" \t\r\n", i + 1) : string_view::npos;
        const bool loose = next != string_view::npos && (text[next] == '}' || text[next] == ']');
        // A blank keeps every place in the text where it was.
        result += loose ? ' ' : text[i];
        ++i;
    }
    return result;
}

std::string stopped_at(string_view text, std::size_t byte) {
    const auto line = std::ranges::count(text.substr(0, byte), '\n') + 1;
    return "JSON; reading stopped at line " + std::to_string(line) + ", byte " + std::to_string(byte);
}

/// @return the byte at which the text stops being JSON; npos when it is JSON
std::size_t parse_into(json& root, string_view text) {
    try {
        root = json::parse(text);
        return string_view::npos;
    } catch (const json::parse_error& error) {
        return error.byte > 0 ? error.byte - 1 : 0;
    } catch (const json::exception&) {
        return 0;  // e.g. a number beyond every range
    }
}

}  // namespace

ParsedJson parse_json(string_view text) {
    ParsedJson parsed;
    if (const auto at = too_deep_at(text); at != string_view::npos) {
        parsed.refusal = stopped_at(text, at) + ", where it is nested more than 64 levels deep";
        return parsed;
    }
    const std::size_t stopped = parse_into(parsed.root, text);
    parsed.understood = stopped == string_view::npos;
    if (parsed.understood) return parsed;
    parsed.had_loose_commas = parsed.understood = parse_into(parsed.root, without_loose_commas(text)) == string_view::npos;
    if (!parsed.understood) parsed.refusal = stopped_at(text, std::min(stopped, text.size()));
    return parsed;
}

std::string text_in(const json& object, const char* key) {
    const json& value = member(object, key);
    if (value.is_string()) return one_line(value.get_ref<const std::string&>());
    return value.is_number() ? value.dump() : std::string{};
}

const json& member(const json& object, const char* key) {
    static const json none;
    if (!object.is_object()) return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

bool is_true(const json& object, const char* key) {
    const json& value = member(object, key);
    return value.is_boolean() && value.get<bool>();
}

}  // namespace kiosk

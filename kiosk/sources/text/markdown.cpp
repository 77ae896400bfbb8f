#include "kiosk/sources/text/markdown.h"

#include <algorithm>
#include <array>
#include <optional>

namespace kiosk {
namespace {

using std::string_view;

constexpr string_view marks = "\\`*_~[]#";
constexpr std::array<string_view, 9> fences = {"``", "`", "***", "___", "**", "__", "~~", "*", "_"};  // the longer first
constexpr int deepest = 8;  // of marks within marks

bool is_of_word(char c) {
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
}

/// Something that is marked: bytes [0, length) of the text, with the words inside.
struct Marked {
    string_view words = {};
    std::size_t length = 0;
    bool as_it_is = false;  // code: marks inside are none
};

bool can_open(string_view text, std::size_t at, string_view fence) {
    if (at > 0 && is_of_word(text[at - 1])) return false;
    const std::size_t next = at + fence.size();
    if (next >= text.size() || text[next] == fence.front()) return false;
    return fence.front() == '`' ? text[next] != ' ' : is_of_word(text[next]) || string_view{"\"'([*_~`<$@"}.find(text[next]) != string_view::npos;
}

bool can_close(string_view text, std::size_t at, string_view fence) {
    if (text[at - 1] == ' ' || text[at - 1] == fence.front()) return false;
    const string_view rest = text.substr(at + fence.size());
    if (rest.empty()) return true;
    if (is_of_word(rest[0]) || rest[0] == fence.front()) return false;
    return rest[0] == ' ' || rest.size() == 1 || !is_of_word(rest[1]);
}

/// @param at  where a fence stands
std::optional<Marked> fenced(string_view text, std::size_t at) {
    for (const string_view fence : fences) {
        if (!text.substr(at).starts_with(fence)) continue;
        if (!can_open(text, at, fence)) return std::nullopt;
        const std::size_t begin = at + fence.size();
        for (auto end = text.find(fence, begin + 1); end != string_view::npos; end = text.find(fence, end + 1))
            if (can_close(text, end, fence)) return Marked{text.substr(begin, end - begin), end + fence.size() - at, fence.front() == '`'};
        return std::nullopt;
    }
    return std::nullopt;
}

bool is_address(string_view text) {
    return !text.empty() && text.find(' ') == string_view::npos && text.find_first_of("./:#@") != string_view::npos;
}

/// "[words](address)" or "[words](address "more")".
std::optional<Marked> link(string_view text, std::size_t at) {
    const auto middle = text.find("](", at);
    const auto end = middle == string_view::npos ? middle : text.find(')', middle);
    if (end == string_view::npos) return std::nullopt;
    const string_view target = text.substr(middle + 2, end - middle - 2);
    if (!is_address(target.substr(0, target.find(" \"")))) return std::nullopt;
    return Marked{text.substr(at + 1, middle - at - 1), end + 1 - at, false};
}

std::string cleaned(string_view text, int depth) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '\\' && at + 1 < text.size() && is_markdown_mark(text[at + 1])) {
            result += text[at + 1];
            at += 2;
            continue;
        }
        const bool is_picture = c == '!' && text.substr(at + 1).starts_with('[');
        std::optional<Marked> marked;
        if (depth < deepest && is_picture) marked = link(text, at + 1);
        else if (depth < deepest && c == '[') marked = link(text, at);
        else if (depth < deepest && is_markdown_mark(c)) marked = fenced(text, at);
        if (!marked) {
            // What opens nothing closes nothing: a run of one mark is passed as a whole.
            do result += text[at++];
            while (at < text.size() && text[at] == c && is_markdown_mark(c) && c != '[' && c != '\\');
            continue;
        }
        result += marked->as_it_is ? std::string{marked->words} : cleaned(marked->words, depth + 1);
        at += marked->length + (is_picture ? 1 : 0);
    }
    return result;
}

string_view without_hashes(string_view line) {
    const auto hashes = line.find_first_not_of('#');
    if (hashes == 0 || hashes == string_view::npos || hashes > 6 || line[hashes] != ' ') return line;
    return line.substr(hashes + 1);
}

}  // namespace

bool is_markdown_mark(char c) { return marks.find(c) != string_view::npos; }

std::string without_markdown(string_view line) { return cleaned(without_hashes(line), 0); }

}  // namespace kiosk

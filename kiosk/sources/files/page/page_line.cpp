#include "kiosk/sources/files/page/page_line.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr std::array<string_view, 6> bullets = {"•", "◦", "▪", "‣", "●", "*"};

/// Takes what a wiki adds to a heading's text for its editors.
string_view without_edit_link(string_view line) {
    for (const string_view ending : {"[edit]", "[edit source]", "[edit | edit source]"})
        if (line.ends_with(ending)) return trimmed(line.substr(0, line.size() - ending.size()));
    return line;
}

}  // namespace

std::vector<PageLine> page_lines(string_view content) {
    std::vector<PageLine> lines;
    for (const string_view line : lines_of(content)) {
        const auto first = line.find_first_not_of(" \t");
        const string_view indent = line.substr(0, std::min(first, line.size()));
        const string_view words = without_edit_link(trimmed(line));
        std::string text;
        if (!words.empty())
            for (const char c : indent) text += c == '\t' ? "  " : " ";
        lines.push_back({lines.size() + 1, text += words});
    }
    return lines;
}

std::string place_of_line(std::size_t number) { return "line " + std::to_string(number); }

std::string prose_line(string_view line) {
    const std::string words = one_spaced(line);
    for (const string_view bullet : bullets) {
        if (!words.starts_with(std::string{bullet} + " ")) continue;
        const std::size_t level = std::max<std::size_t>(line.find_first_not_of(' ') / 2, 1);
        return std::string(level * 2, ' ') + "• " + words.substr(bullet.size() + 1);
    }
    return words;
}

std::string prose(const std::vector<PageLine>& lines) {
    std::string result;
    for (const PageLine& line : lines) {
        const std::string text = prose_line(line.text);
        if (text.empty()) continue;
        if (!result.empty()) result += '\n';
        result += text;
    }
    return result;
}

}  // namespace kiosk

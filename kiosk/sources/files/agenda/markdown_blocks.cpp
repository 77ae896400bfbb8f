#include <algorithm>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/agenda/blocks.h"
#include "kiosk/sources/files/agenda/front_matter.h"
#include "kiosk/sources/files/agenda/table_builder.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using std::string_view;

/// "[words](address)" and "![picture](address)" as their words.
std::string without_links(string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto open = text.find('[');
        const auto middle = open == string_view::npos ? open : text.find("](", open);
        const auto close = middle == string_view::npos ? middle : text.find(')', middle);
        if (close == string_view::npos) return result += text;
        const bool picture = open > 0 && text[open - 1] == '!';
        result += text.substr(0, open - (picture ? 1 : 0));
        result += text.substr(open + 1, middle - open - 1);
        text.remove_prefix(close + 1);
    }
    return result;
}

std::string clean(string_view markdown) {
    std::string text = without_links(markdown);
    for (const string_view mark : {"**", "__", "`", "~~"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.erase(at, mark.size());
    std::string words = plain_line(text);
    if (words.size() > 2 && words.front() == '*' && words.back() == '*') words = one_spaced(words.substr(1, words.size() - 2));
    return words;
}

std::vector<string_view> cells_of(string_view line) {
    line = trimmed(line);
    if (line.starts_with('|')) line.remove_prefix(1);
    if (line.ends_with('|')) line.remove_suffix(1);
    std::vector<string_view> cells;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        const bool is_bar = i == line.size() || (line[i] == '|' && (i == 0 || line[i - 1] != '\\'));
        if (!is_bar) continue;
        cells.push_back(line.substr(begin, i - begin));
        begin = i + 1;
    }
    return cells;
}

/// The line below a table's heading: "|---|:-:|".
bool is_rule(string_view line) {
    line = trimmed(line);
    return line.find('-') != string_view::npos && line.find('|') != string_view::npos &&
           line.find_first_not_of("|-: \t") == string_view::npos;
}

bool is_table_line(string_view line) { return trimmed(line).starts_with('|'); }

/// How far an item is set in, in steps of a tab or two spaces; none when the line is no item.
std::size_t item_level(string_view line, string_view& words) {
    std::size_t columns = 0;
    std::size_t at = 0;
    for (; at < line.size() && (line[at] == ' ' || line[at] == '\t'); ++at) columns += line[at] == '\t' ? 2 : 1;
    const string_view rest = line.substr(at);
    if (rest.size() > 2 && string_view{"-*+"}.find(rest[0]) != string_view::npos && rest[1] == ' ') {
        words = rest.substr(2);
        return columns / 2 + 1;
    }
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits > 0 && digits < 4 && rest.substr(digits).starts_with(". ")) {
        words = rest.substr(digits + 2);
        return columns / 2 + 1;
    }
    return 0;
}

}  // namespace

PageBlocks markdown_blocks(string_view content) {
    const FrontMatter front = front_matter_of(content);
    PageBlocks page{.title = front.title};
    const auto lines = lines_of(content);
    const auto add = [&](Block::Kind kind, std::size_t line, std::size_t level, std::string text) {
        if (!text.empty()) page.blocks.push_back({.kind = kind, .line = line, .level = level, .text = std::move(text)});
    };
    for (std::size_t i = front.lines; i < lines.size(); ++i) {
        const string_view line = lines[i];
        string_view words;
        if (is_table_line(line)) {
            TableBuilder table;
            const std::size_t first = i;
            for (; i < lines.size() && is_table_line(lines[i]); ++i) {
                if (is_rule(lines[i])) continue;
                const bool heads = i + 1 < lines.size() && is_rule(lines[i + 1]);
                table.begin_row(i + 1);
                for (const string_view cell : cells_of(lines[i])) table.add_cell({.text = clean(cell), .heads = heads}, {});
            }
            --i;
            page.blocks.push_back(table.finish(first + 1));
        } else if (const auto hashes = line.find_first_not_of('#'); hashes > 0 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ') {
            add(Block::Kind::heading, i + 1, hashes, clean(line.substr(hashes)));
        } else if (const auto level = item_level(line, words); level > 0) {
            add(Block::Kind::item, i + 1, level, clean(words));
        } else {
            add(Block::Kind::text, i + 1, 0, clean(line));
        }
    }
    return page;
}

}  // namespace kiosk

#include <algorithm>
#include <optional>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/agenda/blocks.h"
#include "kiosk/sources/files/agenda/front_matter.h"
#include "kiosk/sources/files/agenda/html_tables.h"
#include "kiosk/sources/files/agenda/table_builder.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/wikitext.h"

namespace kiosk {
namespace {

using std::string_view;

/// A cell's lines, as one.
std::string clean_cell(string_view markup) {
    std::string text;
    const std::string clean = wiki_lines(markup);
    for (const string_view line : lines_of(clean)) {
        if (!text.empty() && !trimmed(line).empty()) text += ", ";
        string_view words = trimmed(line);
        if (words.starts_with("• ")) words.remove_prefix(string_view{"• "}.size());
        text += words;
    }
    return one_spaced(text);
}

/// A paragraph's lines in HTML are one line of the page.
std::string clean_html_cell(string_view html) {
    std::string joined{html};
    std::ranges::replace(joined, '\n', ' ');
    std::ranges::replace(joined, '\r', ' ');
    return clean_cell(plain_lines(joined));
}

/// The attributes before a cell's single bar: "|rowspan=2| text".
std::pair<string_view, string_view> attributes_and_text(string_view cell) {
    const auto bar = cell.find('|');
    const auto brackets = std::min(cell.find("[["), cell.find("{{"));
    if (bar == string_view::npos || bar > brackets || cell.substr(0, bar).find('=') == string_view::npos) return {{}, cell};
    return {cell.substr(0, bar), cell.substr(bar + 1)};
}

class WikiBlocks {
  public:
    PageBlocks run(string_view content) {
        const FrontMatter front = front_matter_of(content);
        page_.title = front.title;
        const std::string page = without_wiki_comments(content);
        const auto lines = lines_of(page);
        for (std::size_t i = front.lines; i < lines.size(); ++i) i = read_line(page, lines, i);
        if (in_table_) end_table();
        return std::move(page_);
    }

  private:
    /// @return the last line that was read
    std::size_t read_line(const std::string& page, const std::vector<string_view>& lines, std::size_t i) {
        const string_view line = trimmed(lines[i]);
        if (in_table_) {
            read_table_line(line, i + 1);
        } else if (line.starts_with("{|")) {
            in_table_ = true;
            table_line_ = i + 1;
        } else if (ascii_lower(line.substr(0, 6)) == "<table") {
            return read_html_table(page, lines, i);
        } else if (line.size() > 2 && line.starts_with('=') && line.ends_with('=')) {
            const auto level = std::min(line.find_first_not_of('='), line.size());
            add(Block::Kind::heading, i + 1, level, wiki_line(line));
        } else if (line.starts_with('*') || line.starts_with('#')) {
            std::string words = wiki_line(line);
            if (const auto bullet = words.find("• "); bullet != std::string::npos) words.erase(0, bullet + string_view{"• "}.size());
            add(Block::Kind::item, i + 1, std::min(line.find_first_not_of("*#:;"), line.size()), std::move(words));
        } else {
            add(Block::Kind::text, i + 1, 0, wiki_line(line));
        }
        return i;
    }

    void add(Block::Kind kind, std::size_t line, std::size_t level, std::string text) {
        if (!text.empty()) page_.blocks.push_back({.kind = kind, .line = line, .level = level, .text = std::move(text)});
    }

    std::size_t read_html_table(const std::string& page, const std::vector<string_view>& lines, std::size_t first) {
        std::size_t last = first;
        while (last + 1 < lines.size() && ascii_lower(lines[last]).find("</table") == std::string::npos) ++last;
        const auto begin = static_cast<std::size_t>(lines[first].data() - page.data());
        const auto end = static_cast<std::size_t>(lines[last].data() - page.data()) + lines[last].size();
        page_.blocks.push_back(html_table(string_view{page}.substr(begin, end - begin), first + 1, clean_html_cell));
        return last;
    }

    void read_table_line(string_view line, std::size_t number) {
        if (line.starts_with("|}")) return end_table();
        if (line.starts_with("|-")) {
            end_cell();
            table_.begin_row(number);
        } else if (line.starts_with("|+")) {
            end_cell();
        } else if (line.starts_with('|') || line.starts_with('!')) {
            if (!table_.has_row()) table_.begin_row(number);
            const bool heads = line.front() == '!';
            line.remove_prefix(1);
            const string_view separator = heads && line.find("!!") != string_view::npos ? "!!" : "||";
            while (true) {
                end_cell();
                const auto end = line.find(separator);
                cell_ = std::string{line.substr(0, end)};
                heads_ = heads;
                if (end == string_view::npos) break;
                line.remove_prefix(end + 2);
            }
        } else if (cell_) {
            *cell_ += '\n';
            *cell_ += line;
        }
    }

    void end_cell() {
        if (!cell_) return;
        const auto [attributes, text] = attributes_and_text(*cell_);
        table_.add_cell({.text = clean_cell(text), .heads = heads_}, span_in(attributes));
        cell_.reset();
    }

    void end_table() {
        end_cell();
        page_.blocks.push_back(table_.finish(table_line_));
        in_table_ = false;
    }

    PageBlocks page_;
    TableBuilder table_;
    std::optional<std::string> cell_;
    bool heads_ = false;
    bool in_table_ = false;
    std::size_t table_line_ = 0;
};

}  // namespace

PageBlocks mediawiki_blocks(string_view content) { return WikiBlocks{}.run(content); }

}  // namespace kiosk

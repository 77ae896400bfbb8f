#include "kiosk/sources/files/agenda/html_tables.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/agenda/table_builder.h"
#include "kiosk/sources/text/line_finder.h"

namespace kiosk {
namespace {

using std::string_view;

/// The next place at which one of the tags begins; npos when there is none.
std::size_t find_tag(const std::string& small, std::initializer_list<string_view> tags, std::size_t from) {
    for (auto at = small.find('<', from); at != std::string::npos; at = small.find('<', at + 1))
        for (const string_view tag : tags) {
            const auto end = at + tag.size();
            if (small.compare(at, tag.size(), tag) != 0) continue;
            if (end >= small.size() || string_view{" \t\r\n>/"}.find(small[end]) != string_view::npos) return at;
        }
    return std::string::npos;
}

}  // namespace

Block html_table(string_view html, std::size_t first_line, std::string (*clean)(string_view)) {
    const std::string small = ascii_lower(html);
    const LineFinder lines{html};
    const auto line_of = [&](std::size_t at) { return first_line + lines.line_of(static_cast<std::ptrdiff_t>(at)) - 1; };
    TableBuilder table;
    std::size_t at = 0;
    while (true) {
        const auto found = find_tag(small, {"<tr", "<td", "<th"}, at);
        if (found == std::string::npos) break;
        if (small.compare(found, 3, "<tr") == 0) {
            table.begin_row(line_of(found));
            at = found + 3;
            continue;
        }
        const auto open_end = small.find('>', found);
        if (open_end == std::string::npos) break;
        const auto end = std::min(find_tag(small, {"</td", "</th", "<td", "<th", "<tr", "</tr", "</table"}, open_end), small.size());
        table.add_cell({.text = clean(html.substr(open_end + 1, end - open_end - 1)), .heads = small.compare(found, 3, "<th") == 0},
                       span_in(html.substr(found, open_end - found)));
        at = end;
    }
    return table.finish(first_line);
}

}  // namespace kiosk

#include "kiosk/sources/files/agenda/html_tables.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/agenda/table_builder.h"

namespace kiosk {
namespace {

using std::string_view;

/// Where a tag begins, any case; npos when there is none.
std::size_t find_tag(const std::string& small, string_view tag, std::size_t from) {
    for (auto at = small.find(tag, from); at != std::string::npos; at = small.find(tag, at + 1)) {
        const auto end = at + tag.size();
        if (end >= small.size() || string_view{" \t\r\n>/"}.find(small[end]) != string_view::npos) return at;
    }
    return std::string::npos;
}

}  // namespace

Block html_table(string_view html, std::size_t first_line, std::string (*clean)(string_view)) {
    const std::string small = ascii_lower(html);
    const auto line_of = [&](std::size_t at) {
        return first_line + static_cast<std::size_t>(std::count(html.begin(), html.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    };
    TableBuilder table;
    std::size_t at = 0;
    while (true) {
        const auto row = find_tag(small, "<tr", at);
        const auto data = find_tag(small, "<td", at);
        const auto head = find_tag(small, "<th", at);
        const auto cell = std::min(data, head);
        if (row == std::string::npos && cell == std::string::npos) break;
        if (row < cell) {
            table.begin_row(line_of(row));
            at = row + 3;
            continue;
        }
        const auto open_end = small.find('>', cell);
        if (open_end == std::string::npos) break;
        std::size_t end = small.size();
        for (const string_view stop : {"</td", "</th", "<td", "<th", "<tr", "</tr", "</table"})
            end = std::min(end, find_tag(small, stop, open_end));
        table.add_cell({.text = clean(html.substr(open_end + 1, end - open_end - 1)), .heads = head == cell},
                       span_in(html.substr(cell, open_end - cell)));
        at = end;
    }
    return table.finish(first_line);
}

}  // namespace kiosk

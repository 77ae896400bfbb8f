#include <algorithm>
#include <span>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/reader.h"
#include "kiosk/sources/files/rows/programme_rows.h"
#include "kiosk/sources/files/rows/wiki_rows.h"
#include "kiosk/sources/files/writer.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr string_view table_begins = "{| class=\"wikitable\"", table_ends = "|}", row_begins = "|-", line_end = "<br />";

/// A text as a cell: nothing in it means anything to a wiki.
std::string cell_of(const std::string& text) {
    constexpr string_view meaning = "&<>|![]{}'*#:;=~_";
    std::string cell;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool at_an_end = i == 0 || i + 1 == text.size() || text[i - 1] == ' ';
        // Times and words stay readable: between letters and digits these mean nothing.
        const bool harmless = (text[i] == ':' || text[i] == '\'' || text[i] == '_') && i > 0 && text[i - 1] != text[i];
        if (text[i] == '\n') cell += line_end;
        else if (text[i] == ' ' && at_an_end) cell += "&#32;";
        else if (meaning.find(text[i]) != string_view::npos && !harmless) cell += "&#" + std::to_string(static_cast<int>(text[i])) + ";";
        else cell += text[i];
    }
    return cell;
}

std::string text_of(string_view cell) {
    std::string text;
    cell = trimmed(cell);
    for (auto end = cell.find(line_end); end != string_view::npos; end = cell.find(line_end)) {
        text.append(without_entities(cell.substr(0, end))) += '\n';
        cell.remove_prefix(end + line_end.size());
    }
    return text + without_entities(cell);
}

/// @param columns  how many of the names; the last column was not always there
std::string header_line(std::size_t columns = rows::width) {
    std::string line = "!";
    for (const char* name : std::span{rows::header}.first(columns)) line.append(line.size() > 1 ? " !! " : " ").append(name);
    return line;
}

void write_table(std::string& page, const char* heading, const std::vector<rows::Row>& table) {
    if (table.empty()) return;
    page.append("== ").append(heading).append(" ==\n").append(table_begins).append("\n").append(header_line()).append("\n");
    for (const rows::Row& row : table) {
        page.append(row_begins).append("\n|");
        for (std::size_t i = 0; i < row.size(); ++i) page.append(i == 0 ? " " : " || ").append(cell_of(row[i]));
        page += '\n';
    }
    page.append(table_ends).append("\n\n");
}

std::string write(const Programme& programme, Instant) {
    const std::vector<rows::Row> all = rows::of(programme);
    std::vector<rows::Row> sessions = {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(programme.sessions.size())};
    std::vector<rows::Row> rest = {all.begin() + static_cast<std::ptrdiff_t>(programme.sessions.size()), all.end()};
    std::string page;
    write_table(page, "Sessions", sessions);
    write_table(page, "Topics, days and rooms", rest);
    return page;
}

bool recognises(string_view content) {
    return content.find(table_begins) != string_view::npos && content.find(header_line(rows::width - 1)) != string_view::npos;
}

Reading read(string_view content) {
    rows::Gathering gathering;
    std::size_t number = 0;
    bool inside = false;
    for (const string_view line : lines_of(content)) {
        ++number;
        if (trimmed(line) == header_line() || trimmed(line) == header_line(rows::width - 1)) inside = true;
        else if (line.starts_with(table_ends)) inside = false;
        else if (inside && line.starts_with("|") && !line.starts_with(row_begins)) {
            std::vector<std::string> fields;
            string_view rest = line.substr(1);
            for (auto end = rest.find("||"); end != string_view::npos; end = rest.find("||")) {
                fields.push_back(text_of(rest.substr(0, end)));
                rest.remove_prefix(end + 2);
            }
            fields.push_back(text_of(rest));
            gathering.read(fields, "line " + std::to_string(number));
        }
    }
    Reading result{.understood = true, .draft = gathering.take()};
    result.draft.format = wiki_rows_reader().format;
    return result;
}

}  // namespace

Reader wiki_rows_reader() {
    return {.format = "kiosk-wikitext", .description = "wikitext as kiosk export writes it", .recognises = recognises, .read = read};
}

Writer wikitext_writer() { return {.ending = "txt", .description = "wikitext", .write = write}; }

}  // namespace kiosk

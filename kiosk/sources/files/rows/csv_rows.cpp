#include "kiosk/sources/files/rows/programme_rows.h"
#include "kiosk/sources/files/writer.h"

namespace kiosk {
namespace {

/// RFC 4180.
void add_field(std::string& text, const std::string& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos && !field.starts_with(' ') && !field.ends_with(' ')) {
        text += field;
        return;
    }
    text += '"';
    for (const char c : field) text.append(c == '"' ? 2 : 1, c);
    text += '"';
}

template <typename Row>
void add_row(std::string& text, const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) text += ',';
        add_field(text, row[i]);
    }
    text += "\r\n";
}

std::string write(const Programme& programme, Instant) {
    std::string text;
    add_row(text, rows::header);
    for (const rows::Row& row : rows::of(programme)) add_row(text, row);
    return text;
}

}  // namespace

Writer csv_writer() { return {.ending = "csv", .description = "CSV", .write = write}; }

}  // namespace kiosk

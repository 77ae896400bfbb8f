#include "kiosk/sources/text/csv.h"

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::size_t longest_field_lines = 200;

bool ends_line(char c) { return c == '\n' || c == '\r'; }

/// Line ends in a part of a text; CR LF is one.
std::size_t line_ends_in(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
    return count;
}

}  // namespace

std::optional<char> named_separator(std::string_view text) {
    constexpr std::string_view name = "sep=";
    if (text.starts_with('"')) text.remove_prefix(1);
    if (ascii_lower(text.substr(0, name.size())) != name || text.size() <= name.size() || ends_line(text[name.size()])) return std::nullopt;
    const char separator = text[name.size()];
    std::string_view rest = text.substr(name.size() + 1);
    if (rest.starts_with('"')) rest.remove_prefix(1);
    return rest.empty() || ends_line(rest.front()) ? std::optional{separator} : std::nullopt;
}

bool CsvReader::next(CsvRecord& record) {
    while (at_ < text_.size() && ends_line(text_[at_])) skip_line_end();
    if (at_ >= text_.size()) return false;
    record.line = line_;
    record.broken_quote = false;
    for (std::size_t count = 0;; ++at_) {
        if (count == record.fields.size()) record.fields.emplace_back();
        std::string& field = record.fields[count++];
        field.clear();
        const std::size_t quote = text_.find_first_not_of(' ', at_);
        const bool opens = quote < text_.size() && text_[quote] == '"';
        if (!opens || record.broken_quote || !take_quoted(field)) {
            record.broken_quote = record.broken_quote || opens;
            field.clear();
            take_plain(field);
        }
        if (at_ < text_.size() && text_[at_] == separator_) continue;
        record.fields.resize(count);
        skip_line_end();
        return true;
    }
}

void CsvReader::skip_line_end() {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
}

void CsvReader::take_plain(std::string& field) {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) ++at_;
    field.assign(text_, start, at_ - start);
}

bool CsvReader::take_quoted(std::string& field) {
    std::size_t from = text_.find('"', at_) + 1;
    const bool is_empty = text_.substr(from, 1) == "\"" && is_end_of_field(from + 1);
    if (none_closes_ && !is_empty) return false;
    std::size_t lines = 0;
    while (true) {
        const std::size_t quote = text_.find('"', from);
        if (quote == std::string_view::npos) {
            none_closes_ = true;  // searched once: else a file of opening quotes would take quadratic time
            return false;
        }
        lines += line_ends_in(text_.substr(from, quote - from));
        if (lines > longest_field_lines) return false;
        field.append(text_, from, quote - from);
        const bool doubled = quote + 1 < text_.size() && text_[quote + 1] == '"';
        if (!doubled && is_end_of_field(quote + 1)) {
            at_ = text_.find_first_not_of(' ', quote + 1);
            if (at_ == std::string_view::npos) at_ = text_.size();
            line_ += lines;
            return true;
        }
        field += '"';
        from = quote + (doubled ? 2 : 1);
    }
}

bool CsvReader::is_end_of_field(std::size_t at) const {
    at = text_.find_first_not_of(' ', at);
    return at == std::string_view::npos || text_[at] == separator_ || ends_line(text_[at]);
}

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// The separator that a first line "sep=;" names, which is for spreadsheets and no record; none where there is no such line.
std::optional<char> named_separator(std::string_view text);

/// One record of separated values.
struct CsvRecord {
    std::size_t line = 0;                  // in which it begins, from 1
    std::vector<std::string> fields = {};  // at least one; quotes and doubled quotes undone
    bool broken_quote = false;             // a quote opened and never closed; it stands in the field as it is
};

/// Reads separated values record by record (RFC 4180, and what spreadsheets and people make of it): quotes with line
/// ends and doubled quotes inside, lone quotes within a field, LF, CR LF or CR, blank lines left out.
///
/// Never throws. A quoted field of more than 200 lines counts as a quote that nobody closed, so that one forgotten
/// quote costs one field and not the rest of the file.
class CsvReader {
  public:
    /// @param text  UTF-8; must outlive the reader
    CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

    /// Reads the next record into `record`, whose memory is used again.
    ///
    /// @return false after the last one
    bool next(CsvRecord& record);

  private:
    void skip_line_end();
    void take_plain(std::string& field);
    bool take_quoted(std::string& field);
    bool is_end_of_field(std::size_t at) const;

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    bool none_closes_ = false;  // from here to the end no quote closes a field
};

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A line of a page and where it stands.
struct PageLine {
    std::size_t number = 0;  // from 1
    std::string text = {};   // without the white space at its end
};

/// All lines of a page, empty ones included.
std::vector<PageLine> page_lines(std::string_view content);

/// "line 12".
std::string place_of_line(std::size_t number);

/// One line of prose as it is stored: white space tidied, a list item as "• " after two spaces a level.
std::string prose_line(std::string_view line);

/// The lines as one text, empty ones left out.
std::string prose(const std::vector<PageLine>& lines);

}  // namespace kiosk

#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// Turns what may hold HTML into clean text on one line: the tags of HTML taken out, entities resolved, white space
/// runs made one space, malformed UTF-8 replaced. "<3" and "a < b" stay as they are.
std::string plain_line(std::string_view text);

/// As plain_line, with Markdown taken out as well: what people write as the title of a session.
std::string plain_title(std::string_view text);

/// As plain_line, but lines, paragraphs and list items stay as lines, none of them empty. Items begin with "• " after
/// two spaces a level.
std::string plain_lines(std::string_view text);

/// The words of a text with white space runs made one space and none at the ends.
std::string one_spaced(std::string_view text);

/// Whether a text can be a page that people wrote: up to 4 MiB, its lines up to 100,000 bytes.
bool is_page_sized(std::string_view text);

/// Resolves HTML's character references ("&amp;", "&#39;", "&#x1F600;"); unknown ones stay as written.
std::string without_entities(std::string_view text);

}  // namespace kiosk

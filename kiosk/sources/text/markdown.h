#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// Takes the marks of Markdown out of a line: emphasis, code, what is struck out, a heading's hashes, backslashes before
/// marks; of links and pictures the words stay.
///
/// A mark counts only where it stands before a word and its fellow behind one: "Hacker*innen", "__init__.py", "2 * 3 * 4",
/// "snake_case", "#42" and "[cancelled]" mean what they say.
std::string without_markdown(std::string_view line);

/// Whether a byte can be a mark of Markdown; a text without any has no Markdown.
bool is_markdown_mark(char c);

}  // namespace kiosk

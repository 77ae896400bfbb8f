#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk {

/// A template's use: "{{name|first|key=value}}". Views into the page.
struct WikiTemplate {
    std::string_view name = {};
    std::vector<std::pair<std::string_view, std::string_view>> parameters = {};  // key (empty: none) and value
    std::size_t begin = 0;  // bytes [begin, end) of the page, braces included
    std::size_t end = 0;    // the page's size when it is never closed
    bool closed = true;
};

/// The templates at the top level of a page, in order; those within others are part of their parameters.
std::vector<WikiTemplate> templates_of(std::string_view page);

/// The page with comments ("<!-- -->") replaced by as many line ends as they hold, so that line numbers stay.
std::string without_wiki_comments(std::string_view page);

/// One line of wikitext as clean text: links become their words, bold and the like go, an item's stars become "• " after
/// two spaces a level. Templates become the text of their parameters, pictures and categories nothing.
std::string wiki_line(std::string_view line);

/// Wikitext as clean lines, as the wiki shows it: lines of one paragraph joined, items a line each, none empty.
std::string wiki_lines(std::string_view text);

}  // namespace kiosk

#pragma once

#include <string_view>

#include "kiosk/sources/files/agenda/blocks.h"

namespace kiosk {

/// Reads an HTML table, e.g. one that an office program put into a wiki.
///
/// @param html        from "<table" to its end
/// @param first_line  line of the page at which it begins
/// @param clean       turns a cell's markup into clean text
Block html_table(std::string_view html, std::size_t first_line, std::string (*clean)(std::string_view));

}  // namespace kiosk

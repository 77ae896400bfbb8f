#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A cell of a table, as clean text.
struct Cell {
    std::string text = {};
    bool heads = false;        // is marked as a heading
    bool from_above = false;   // reaches down from the row before
    bool from_left = false;    // reaches over from the column before
};

/// A row of a table; cells that span are repeated wherever they reach.
struct TableRow {
    std::size_t line = 0;
    std::vector<Cell> cells = {};
};

/// A piece of a page, in its order.
struct Block {
    enum class Kind { heading, item, text, table };
    Kind kind = Kind::text;
    std::size_t line = 0;       // from 1
    std::size_t level = 0;      // of a heading or an item, from 1
    std::string text = {};      // of all but tables
    std::vector<TableRow> rows = {};
};

/// A page cut into pieces, whatever its markup.
struct PageBlocks {
    std::string title = {};  // that the page gives itself above its text; empty: none
    std::vector<Block> blocks = {};
};

PageBlocks mediawiki_blocks(std::string_view content);
PageBlocks markdown_blocks(std::string_view content);

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "kiosk/sources/files/agenda/blocks.h"

namespace kiosk {

/// How many rows and columns a cell takes.
struct Span {
    std::size_t rows = 1;
    std::size_t columns = 1;
};

/// Reads rowspan and colspan out of a cell's attributes; at most 100 each.
Span span_in(std::string_view attributes);

/// Builds a table's rows cell by cell and fills in what reaches over from other cells.
class TableBuilder {
  public:
    void begin_row(std::size_t line);
    void add_cell(Cell cell, Span span);

    /// The block; the builder is empty afterwards.
    Block finish(std::size_t line);

    bool has_row() const { return !block_.rows.empty(); }

  private:
    struct Hanging {
        Cell cell = {};
        std::size_t rows_left = 0;
    };

    void take_hanging();

    Block block_ = {.kind = Block::Kind::table};
    std::map<std::size_t, Hanging> hanging_;  // by column
};

}  // namespace kiosk

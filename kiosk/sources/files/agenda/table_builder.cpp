#include "kiosk/sources/files/agenda/table_builder.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

std::size_t number_behind(std::string_view attributes, std::string_view name) {
    constexpr std::size_t most = 100;
    const std::string small = ascii_lower(attributes.substr(0, 2000));
    const auto at = small.find(name);
    if (at == std::string::npos) return 1;
    std::size_t value = 0;
    for (std::size_t i = at + name.size(); i < small.size() && value < most; ++i) {
        if (small[i] >= '0' && small[i] <= '9') value = value * 10 + static_cast<std::size_t>(small[i] - '0');
        else if (value > 0 || (small[i] != '=' && small[i] != '"' && small[i] != '\'' && small[i] != ' ')) break;
    }
    return std::clamp<std::size_t>(value, 1, most);
}

}  // namespace

Span span_in(std::string_view attributes) {
    return {.rows = number_behind(attributes, "rowspan"), .columns = number_behind(attributes, "colspan")};
}

void TableBuilder::begin_row(std::size_t line) {
    if (has_row()) take_hanging();
    const bool is_empty = has_row() && block_.rows.back().cells.empty();
    if (is_empty) block_.rows.pop_back();
    block_.rows.push_back({.line = line});
}

/// Cells of earlier rows that reach down to the place where the next cell would stand.
void TableBuilder::take_hanging() {
    auto& cells = block_.rows.back().cells;
    for (auto found = hanging_.find(cells.size()); found != hanging_.end(); found = hanging_.find(cells.size())) {
        Cell cell = found->second.cell;
        cell.from_above = true;
        if (--found->second.rows_left == 0) hanging_.erase(found);
        cells.push_back(std::move(cell));
    }
}

void TableBuilder::add_cell(Cell cell, Span span) {
    constexpr std::size_t most_cells = 200;
    if (!has_row()) begin_row(0);
    take_hanging();
    auto& cells = block_.rows.back().cells;
    for (std::size_t i = 0; i < span.columns && cells.size() < most_cells; ++i) {
        cell.from_left = i > 0;
        if (span.rows > 1) hanging_[cells.size()] = {cell, span.rows - 1};
        cells.push_back(cell);
    }
}

Block TableBuilder::finish(std::size_t line) {
    if (has_row()) take_hanging();
    std::erase_if(block_.rows, [](const TableRow& row) { return row.cells.empty(); });
    hanging_.clear();
    Block done = std::exchange(block_, {.kind = Block::Kind::table});
    done.line = line;
    return done;
}

}  // namespace kiosk

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace kiosk {

/// Turns an offset in the file into a line, by the places of its line feeds.
class LineFinder {
  public:
    explicit LineFinder(std::string_view content) {
        for (auto at = content.find('\n'); at != std::string_view::npos; at = content.find('\n', at + 1)) feeds_.push_back(at);
    }
    std::size_t line_of(std::ptrdiff_t offset) const {
        const auto place = static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
        return static_cast<std::size_t>(std::ranges::lower_bound(feeds_, place) - feeds_.begin()) + 1;
    }

  private:
    std::vector<std::size_t> feeds_;
};

}  // namespace kiosk

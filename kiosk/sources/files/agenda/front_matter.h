#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// What stands between "---" lines above a page.
struct FrontMatter {
    std::string title = {};  // empty: none
    std::size_t lines = 0;   // that it takes; 0: there is none
};

FrontMatter front_matter_of(std::string_view content);

}  // namespace kiosk

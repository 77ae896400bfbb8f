#include "kiosk/domain/test_code.h"

#include <algorithm>

#include "kiosk/base/text.h"

namespace kiosk {

bool is_test_code(std::string_view arrived) {
    constexpr std::string_view start = "testtest";
    const auto characters = std::ranges::count_if(arrived, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; });
    return static_cast<std::size_t>(characters) == test_code.size() && ascii_lower(arrived.substr(0, start.size())) == start;
}

}  // namespace kiosk

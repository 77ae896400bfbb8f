#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace kiosk::test {

/// The bytes of a real file beside the source tree; none, with the reason printed, where it is not there.
inline std::optional<std::string> shared_file(const std::string& path) {
    std::ifstream in(std::string{KIOSK_SOURCE_DIR} + "/../shared/data/" + path, std::ios::binary);
    if (!in) {
        MESSAGE("skipped: ../shared/data/" << path << " is not there");
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace kiosk::test

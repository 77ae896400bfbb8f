#include "kiosk/app/file_content.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "kiosk/base/owned.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::size_t largest = 256UL << 20U;

/// @param expected  bytes that are likely to come: room is made for them at once
std::string all_of(std::FILE* stream, const std::string& name, std::size_t expected) {
    std::string content;
    content.reserve(std::min(expected, largest));
    std::array<char, 1U << 16U> part;
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), stream)) {
        content.append(part.data(), count);
        if (content.size() > largest)
            throw std::runtime_error(name + " is larger than 256 MiB: that is no programme");
    }
    if (std::ferror(stream)) throw std::runtime_error(name + " can't be read: " + std::strerror(errno));
    return content;
}

}  // namespace

std::string file_content(const std::filesystem::path& file) {
    if (file == "-") return all_of(stdin, "the standard input", 0);
    const std::string name = in_quotes(file.string());
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) throw std::runtime_error(name + " is a folder: name a file in it");
    const Owned<std::FILE, std::fclose> stream{std::fopen(file.c_str(), "rb")};
    if (!stream)
        throw std::runtime_error(errno == ENOENT ? "there is no file " + name
                                                 : name + " can't be opened: " + std::strerror(errno));
    const auto size = std::filesystem::file_size(file, error);
    return all_of(stream.get(), name, error ? 0 : size);
}

}  // namespace kiosk

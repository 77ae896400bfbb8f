#include "kiosk/app/tickets/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

void write_with(const std::filesystem::path& file, std::string_view content, int flags) {
    const auto fail = [&] {
        return std::runtime_error(in_quotes(clean_utf8(file.string())) +
                                  (errno == EEXIST ? " is there already: name another folder, or move it away"
                                                   : std::string{" can't be written: "} + std::strerror(errno)));
    };
    const UniqueFd out{open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600)};
    if (!out) throw fail();
    while (!content.empty()) {
        const auto count = write(out.get(), content.data(), content.size());
        if (count < 0) throw fail();
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    if (fsync(out.get()) != 0 && errno != EINVAL) throw fail();
}

}  // namespace

void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder))
        throw std::runtime_error("the folder " + in_quotes(clean_utf8(folder.string())) +
                                 " can't be made: " + (error ? error.message() : "a file has this name"));
}

void write_file(const std::filesystem::path& file, std::string_view content) { write_with(file, content, O_TRUNC); }
void write_new_file(const std::filesystem::path& file, std::string_view content) { write_with(file, content, O_EXCL); }

}  // namespace kiosk

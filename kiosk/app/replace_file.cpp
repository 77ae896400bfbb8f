#include "kiosk/app/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// As any program makes files: readable as far as the user's mask lets others.
mode_t usual_mode(const fs::path& file) {
    struct stat old = {};
    if (stat(file.c_str(), &old) == 0) return old.st_mode & 07777U;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666U & ~mask;
}

bool write_all(int out, std::string_view content) {
    while (!content.empty()) {
        const auto count = write(out, content.data(), content.size());
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) content.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

void replace_file(const fs::path& named, std::string_view content) {
    std::error_code error;
    const fs::path file = fs::is_symlink(named, error) ? fs::weakly_canonical(named) : named;
    const std::string name = in_quotes(clean_utf8(named.string()));
    if (fs::is_directory(file, error)) throw std::runtime_error(name + " is a folder: name a file in it");
    const auto fail = [&] { return std::runtime_error(name + " can't be written: " + std::strerror(errno)); };
    std::string part = file.string() + ".XXXXXX";
    const UniqueFd out{mkostemp(part.data(), O_CLOEXEC)};
    if (!out) throw fail();
    const bool written = write_all(out.get(), content) && fchmod(out.get(), usual_mode(file)) == 0 && fsync(out.get()) == 0 &&
                         std::rename(part.c_str(), file.c_str()) == 0;
    if (written) return;
    const std::runtime_error why = fail();
    unlink(part.c_str());
    throw why;
}

}  // namespace kiosk

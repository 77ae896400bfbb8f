#include "kiosk/store/hub/hub_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "kiosk/base/text.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t nonce_bytes = 16;

StoreError file_error(const fs::path& file, const char* tried) {
    return StoreError(in_quotes(file.string()) + " can't be " + tried + ": " + std::strerror(errno));
}

void write_all(int out, std::string_view content, const fs::path& file) {
    while (!content.empty()) {
        const auto count = ::write(out, content.data(), content.size());
        if (count < 0) throw file_error(file, "written");
        content.remove_prefix(static_cast<std::size_t>(count));
    }
}

}  // namespace

HubFolder::HubFolder(const Database& database) {
    const char* name = sqlite3_db_filename(database.handle(), "main");
    if (name && *name) folder_ = std::string{name} + ".hub";
}

std::string HubFolder::read(const char* name) const {
    if (folder_.empty()) return "";
    const UniqueFd in{open(file(name).c_str(), O_RDONLY | O_CLOEXEC)};
    if (!in && errno == ENOENT) return "";
    if (!in) throw file_error(file(name), "read");
    std::string content;
    std::array<char, 4096> piece;
    for (;;) {
        const auto count = ::read(in.get(), piece.data(), piece.size());
        if (count < 0) throw file_error(file(name), "read");
        if (count == 0) return content;
        content.append(piece.data(), static_cast<std::size_t>(count));
    }
}

void HubFolder::write(const char* name, std::string_view content) const {
    if (mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) throw file_error(folder_, "made");
    const fs::path draft = file(name).string() + "." + hexadecimal(random_bytes(4));
    {
        const UniqueFd out{open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
        if (!out) throw file_error(draft, "made");
        write_all(out.get(), content, draft);
        if (fdatasync(out.get()) != 0) throw file_error(draft, "written");
    }
    if (std::rename(draft.c_str(), file(name).c_str()) != 0) throw file_error(file(name), "written");
    const UniqueFd folder{open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder) fsync(folder.get());
}

void HubFolder::remove(const char* name) const { unlink(file(name).c_str()); }

UniqueFd HubFolder::lock() const {
    UniqueFd folder{open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder) throw file_error(folder_, "read");
    while (flock(folder.get(), LOCK_EX) != 0)
        if (errno != EINTR) throw file_error(folder_, "locked");
    return folder;
}

std::string new_nonce(long long count) { return std::to_string(count) + "." + hexadecimal(random_bytes(nonce_bytes)); }

NoncePair next_nonce(const HubFolder& folder) {
    const std::string stored = folder.read(HubFolder::nonce);
    const auto lines = lines_of(stored);
    if (lines.front().empty()) return {};
    // A next one that was on its way when the connection broke may have arrived: it is shown again, not replaced.
    NoncePair nonces{.last = std::string{lines.front()}, .next = lines.size() > 1 ? std::string{lines[1]} : ""};
    if (!nonces.next.empty()) return nonces;
    nonces.next = new_nonce(std::strtoll(nonces.last.c_str(), nullptr, 10) + 1);
    folder.write(HubFolder::nonce, nonces.last + "\n" + nonces.next);
    return nonces;
}

void nonce_taken(const HubFolder& folder, const NoncePair& nonces) { folder.write(HubFolder::nonce, nonces.next); }

}  // namespace kiosk

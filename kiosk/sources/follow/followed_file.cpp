#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <optional>

#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/sources/files/reader.h"
#include "kiosk/sources/follow/followed_source.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;
using Outcome = SourceLook::Outcome;
using namespace std::chrono_literals;

constexpr auto step = 400ms;             // who writes a file without being heard does so more often
constexpr int silent_steps = 25;         // of a writer that keeps the file open
constexpr int most_changes = 10'000;     // to wait for; a file that never stands still is read as it is

/// What tells one state of a file from another without reading it.
struct FileState {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t changed_ns = 0;

    bool operator==(const FileState&) const = default;
};

FileState state_of(const struct stat& file) {
    return {file.st_dev, file.st_ino, file.st_size, file.st_mtim.tv_sec * 1'000'000'000LL + file.st_mtim.tv_nsec};
}

class FollowedFile final : public FollowedSource {
  public:
    explicit FollowedFile(const std::string& path)
        : FollowedSource(clean_utf8(fs::weakly_canonical(path).string())), path_(fs::absolute(path)), changes_(watched(path_)) {}

    SourceLook look(int stop) override {
        heard_change();
        struct stat there = {};
        if (stat(path_.c_str(), &there) != 0) return not_there();
        if (!S_ISREG(there.st_mode)) return failed("it is no file");
        if (state_of(there) == taken_state_) return {.outcome = Outcome::unchanged};
        if (static_cast<std::size_t>(there.st_size) > largest_file) return failed("it is larger than 64 MiB");
        if (!wait_for_writers(there, stop)) return {.outcome = Outcome::stopped};
        const UniqueFd file{open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
        if (!file || fstat(file.get(), &there) != 0) return not_there();
        return content_of(file.get(), there);
    }

    void take() override {
        taken_state_ = seen_state_;
        taken_content_ = seen_content_;
    }

    int changes() const override { return changes_.get(); }

    bool heard_change() override {
        alignas(inotify_event) std::array<char, 4096> events;
        bool heard = false;
        for (ssize_t size = 0; changes_ && (size = read(changes_.get(), events.data(), events.size())) > 0;)
            for (ssize_t place = 0; place < size;) {
                const auto* event = reinterpret_cast<const inotify_event*>(events.data() + place);
                if (event->len > 0 && path_.filename() == event->name) {
                    heard = true;
                    writer_ = (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 ? Writer::done : Writer::writing;
                }
                place += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            }
        return heard;
    }

  private:
    static SourceLook failed(std::string why) { return {.outcome = Outcome::failed, .why = std::move(why)}; }

    static SourceLook not_there() {
        return failed(errno == ENOENT ? "there is no such file" : std::string{"it can't be opened: "} + std::strerror(errno));
    }

    /// The folder rather than the file: whoever saves a file may put another one in its place.
    static UniqueFd watched(const fs::path& path) {
        UniqueFd changes{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
        constexpr std::uint32_t any = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO;
        if (!changes || inotify_add_watch(changes.get(), path.parent_path().c_str(), any) < 0) return UniqueFd{};
        return changes;
    }

    /// Waits until the file stands still.
    /// @return false when told to stop
    bool wait_for_writers(struct stat& there, int stop) {
        int silent = 0;
        for (int heard = 0; writer_ != Writer::done && silent < silent_steps && heard < most_changes;) {
            std::array<pollfd, 2> events = {{{stop, POLLIN, 0}, {changes_.get(), POLLIN, 0}}};
            const int count = poll(events.data(), events.size(), static_cast<int>(step.count()));
            if (events[0].revents != 0) return false;
            if (count > 0 && heard_change()) silent = 0, ++heard;
            const FileState before = state_of(there);
            if (stat(path_.c_str(), &there) != 0) break;
            if (count > 0) continue;
            if (writer_ == Writer::unknown && state_of(there) == before) break;
            ++silent;
        }
        writer_ = Writer::unknown;
        return true;
    }

    SourceLook content_of(int file, const struct stat& there) {
        std::string content;
        content.resize(static_cast<std::size_t>(there.st_size));
        std::size_t size = 0;
        while (size < content.size()) {
            const ssize_t part = read(file, content.data() + size, content.size() - size);
            if (part < 0 && errno != EINTR) return failed(std::string{"it can't be read: "} + std::strerror(errno));
            if (part == 0) break;
            if (part > 0) size += static_cast<std::size_t>(part);
        }
        struct stat after = {};
        if (size < content.size() || fstat(file, &after) != 0 || state_of(after) != state_of(there))
            return failed("somebody is writing it");
        seen_state_ = state_of(there);
        seen_content_ = std::hash<std::string>{}(content);
        if (seen_content_ == taken_content_) {
            taken_state_ = seen_state_;
            return {.outcome = Outcome::unchanged};
        }
        return {.outcome = Outcome::changed, .content = std::move(content)};
    }

    /// As far as the folder's changes tell.
    enum class Writer { unknown, writing, done };

    fs::path path_;
    UniqueFd changes_;
    Writer writer_ = Writer::unknown;
    std::optional<FileState> seen_state_ = {}, taken_state_ = {};
    std::optional<std::size_t> seen_content_ = {}, taken_content_ = {};  // hashes
};

}  // namespace

std::unique_ptr<FollowedSource> followed_file(const std::string& path) { return std::make_unique<FollowedFile>(path); }

}  // namespace kiosk

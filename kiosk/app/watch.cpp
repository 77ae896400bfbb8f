#include "kiosk/app/watch.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <exception>
#include <utility>

#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

// Several writes make one change: they are waited for a moment, not read one by one.
constexpr auto gather = 30ms;
// Where the folder can't be watched the file is looked at this often; it is also the pace of trying again.
constexpr auto look_anyway = 500ms;
// A watched folder needs no looking, but file systems that lose events exist.
constexpr auto look_at_last = 20s;

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    return signals;
}

/// @return no descriptor where the folder can't be watched
UniqueFd watched(const std::filesystem::path& folder) {
    std::error_code ignored;
    // A folder that isn't there can't be watched; the import that comes would make it.
    std::filesystem::create_directories(folder, ignored);
    UniqueFd changes{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    constexpr std::uint32_t any = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM;
    if (!changes || inotify_add_watch(changes.get(), folder.c_str(), any) < 0) return UniqueFd{};
    return changes;
}

void read_away(int descriptor) {
    std::array<char, 4096> events;
    while (read(descriptor, events.data(), events.size()) > 0) {
    }
}

/// Tells of a change, or of the failure to see one.
/// @return whether the database could be read
bool look(ShownProgramme& programme, Mailbox<News>& news) {
    try {
        if (auto changed = programme.changed()) news.post(std::move(*changed));
        return true;
    } catch (const std::exception& error) {
        news.post(SourceDown{error.what()});
        return false;
    }
}

void run(const std::stop_token& stop, int stopped, ShownProgramme programme, const std::filesystem::path& database,
         Mailbox<News>& news) {
    const sigset_t ending = ending_signals();
    const UniqueFd signals{signalfd(-1, &ending, SFD_NONBLOCK | SFD_CLOEXEC)};
    const UniqueFd changes = watched(std::filesystem::absolute(database).parent_path());
    bool readable = look(programme, news);  // what changed between the first reading and the watch
    while (!stop.stop_requested()) {
        std::array<pollfd, 3> sources = {
            {{stopped, POLLIN, 0}, {signals.get(), POLLIN, 0}, {changes.get(), POLLIN, 0}}};
        const auto patience = changes && readable ? std::chrono::milliseconds{look_at_last} : look_anyway;
        poll(sources.data(), sources.size(), static_cast<int>(patience.count()));
        if (stop.stop_requested()) return;
        if (sources[1].revents & POLLIN) {
            read_away(signals.get());
            news.post(StopAsked{});
        }
        if (sources[2].revents & POLLIN) {
            poll(sources.data(), 2, static_cast<int>(gather.count()));
            read_away(changes.get());
        }
        readable = look(programme, news);
    }
}

}  // namespace

void hold_ending_signals() {
    const sigset_t ending = ending_signals();
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a disk that does not write, and no end
}

Watch::Watch(ShownProgramme programme, std::filesystem::path database, Mailbox<News>& news)
    : thread_([programme = std::move(programme), database = std::move(database), &news](std::stop_token stop) mutable {
          const UniqueFd stopped{eventfd(0, EFD_CLOEXEC)};
          const std::stop_callback wake{stop, [&] {
                                            const std::uint64_t one = 1;
                                            [[maybe_unused]] const auto written = write(stopped.get(), &one, sizeof one);
                                        }};
          run(stop, stopped.get(), std::move(programme), database, news);
      }) {}

}  // namespace kiosk

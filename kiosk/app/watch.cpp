#include "kiosk/app/watch.h"

#include <poll.h>
#include <pthread.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <exception>
#include <limits>
#include <string_view>
#include <utility>

#include "kiosk/app/stop_event.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

// Several writes make one change: they are waited for a moment, not read one by one.
constexpr auto gather = 30ms;
// Where the folder can't be watched the file is looked at this often; it is also the pace of trying again.
constexpr auto look_anyway = 500ms;
// SQLite writes a change first and makes it visible some time later, without touching a file again: a slow disk or a busy
// machine lies in between. So a change is looked for a few times more.
constexpr int looks_after_a_change = 6;
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

/// Becomes readable whenever somebody sets the machine's clock, or wakes the machine from suspend.
UniqueFd clock_being_set() {
    UniqueFd timer{timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC)};
    itimerspec never = {};
    never.it_value.tv_sec = std::numeric_limits<std::int32_t>::max();
    if (timerfd_settime(timer.get(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr) != 0) return UniqueFd{};
    return timer;
}

/// Takes the changes of the folder.
/// @return whether a contact was found or lost, rather than kept up: that only sets a file's time
bool contact_changed(int changes) {
    alignas(inotify_event) std::array<char, 4096> events;
    bool changed = false;
    for (ssize_t size = 0; (size = read(changes, events.data(), events.size())) > 0;)
        for (ssize_t place = 0; place < size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(events.data() + place);
            changed = changed || (event->len > 0 && std::string_view{event->name}.ends_with("-contact"));
            place += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        }
    return changed;
}

void read_away(int descriptor) {
    std::array<char, 4096> events;
    while (read(descriptor, events.data(), events.size()) > 0) {
    }
}

/// What a hub has made of this machine; a database that can't be read says nothing new.
std::optional<PairedScreen> paired(const ShownProgramme& programme, const std::optional<PairedScreen>& before) {
    try {
        return programme.paired();
    } catch (const std::exception&) {
        return before;
    }
}

/// How this machine stands with its hub; a database that can't be read says nothing new.
HubStanding hub_of(const ShownProgramme& programme, const HubStanding& before) {
    try {
        return programme.hub();
    } catch (const std::exception&) {
        return before;
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

/// Comes before the programme, which takes longer to read; a database that can't be read says nothing.
void look_besides(ShownProgramme& programme, const std::function<void(Database&)>& look_too) {
    if (!look_too || !programme.database()) return;
    try {
        look_too(*programme.database());
    } catch (const std::exception&) {
        return;
    }
}

void run(const std::stop_token& stop, int stopped, ShownProgramme programme, const std::filesystem::path& database,
         Mailbox<News>& news, const std::function<void(Database&)>& look_too) {
    const sigset_t ending = ending_signals();
    const UniqueFd signals{signalfd(-1, &ending, SFD_NONBLOCK | SFD_CLOEXEC)};
    const UniqueFd changes = watched(std::filesystem::absolute(database).parent_path());
    const UniqueFd clock = clock_being_set();
    auto known = paired(programme, std::nullopt);
    HubStanding hub = {};
    const auto look_at_hub = [&] {
        if (const HubStanding now = hub_of(programme, hub); now != hub) news.post(hub = now);
    };
    look_besides(programme, look_too);
    bool readable = look(programme, news);  // what changed between the first reading and the watch
    look_at_hub();
    int looks_left = 0;
    while (!stop.stop_requested()) {
        std::array<pollfd, 4> sources = {{{stopped, POLLIN, 0},
                                         {signals.get(), POLLIN, 0},
                                         {clock.get(), POLLIN, 0},
                                         {changes.get(), POLLIN, 0}}};
        const bool is_quiet = changes && readable && looks_left == 0;
        const auto patience = is_quiet ? std::chrono::milliseconds{look_at_last} : look_anyway;
        poll(sources.data(), sources.size(), static_cast<int>(patience.count()));
        if (stop.stop_requested()) return;
        if (sources[1].revents & POLLIN) {
            read_away(signals.get());
            news.post(StopAsked{});
        }
        if (sources[2].revents & POLLIN) {
            read_away(clock.get());
            news.post(StandingChanged{});
        }
        if (looks_left > 0) --looks_left;
        if (sources[3].revents & POLLIN) {
            looks_left = looks_after_a_change;
            poll(sources.data(), 2, static_cast<int>(gather.count()));
            if (contact_changed(changes.get())) news.post(StandingChanged{});
        }
        look_besides(programme, look_too);
        readable = look(programme, news);
        look_at_hub();
        if (const auto now = paired(programme, known); now != known) {
            known = now;
            news.post(PairedAnew{});
        }
    }
}

}  // namespace

void hold_ending_signals() {
    const sigset_t ending = ending_signals();
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a disk that does not write, and no end
}

Watch::Watch(ShownProgramme programme, std::filesystem::path database, Mailbox<News>& news, std::function<void(Database&)> look_too)
    : thread_([programme = std::move(programme), database = std::move(database), &news, look_too = std::move(look_too)](std::stop_token stop) mutable {
          const StopEvent stopped{stop};
          run(stop, stopped.descriptor(), std::move(programme), database, news, look_too);
      }) {}

}  // namespace kiosk

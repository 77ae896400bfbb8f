#include "kiosk/app/companion.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <utility>

#include "kiosk/app/paths.h"
#include "kiosk/app/shown_programme.h"
#include "kiosk/app/stop_event.h"
#include "kiosk/base/priority.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds shortest_pause = 1s, longest_pause = 60s;
constexpr auto patience_at_the_end = 3s;

/// Waits until a stop is asked for, at most for a while.
/// @return whether it is
bool stop_within(const StopEvent& stop, std::chrono::milliseconds patience) {
    pollfd event = {stop.descriptor(), POLLIN, 0};
    return poll(&event, 1, static_cast<int>(patience.count())) > 0;
}

/// What a companion writes, line by line.
class Words {
  public:
    explicit Words(const Companion::Heard& heard) : heard_(heard) {
        std::array<int, 2> ends = {-1, -1};
        if (heard_ && pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0) {
            near_ = UniqueFd{ends[0]};
            far_ = UniqueFd{ends[1]};
        }
    }

    /// To read from; -1: nobody listens.
    int near() const { return near_.get(); }

    /// What the companion writes to.
    int far() const { return far_.get(); }

    /// Takes what has been written so far.
    void take() {
        std::array<char, 4096> piece;
        for (ssize_t size = 0; (size = read(near_.get(), piece.data(), piece.size())) > 0;) begun_.append(piece.data(), static_cast<std::size_t>(size));
        for (auto end = begun_.find('\n'); end != std::string::npos; end = begun_.find('\n')) {
            heard_(begun_.substr(0, end));
            begun_.erase(0, end + 1);
        }
    }

  private:
    const Companion::Heard& heard_;
    UniqueFd near_, far_;
    std::string begun_ = {};
};

/// In the child, between fork and exec: only what may be called there.
///
/// @param out  what it writes to; -1: where we do
[[noreturn]] void become_companion(char* const* words, pid_t parent, int out) {
    // Ends with the thread that started it, which ends with the screen.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0);
    // It draws nothing, and gives way further once it may.
    go_in_turn();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0) dup2(nothing, STDIN_FILENO);
    if (out >= 0) dup2(out, STDOUT_FILENO);
    execv(words[0], words);
    constexpr int could_not = 127;
    _exit(could_not);
}

std::string how_it_ended(int status) {
    if (WIFSIGNALED(status)) return std::string{"ended by signal "} + std::to_string(WTERMSIG(status));
    return "ended with " + std::to_string(WEXITSTATUS(status));
}

/// One run of the program, until it ends or a stop is asked for.
/// @return how it ended; empty when that was asked for
std::string run_once(const StopEvent& stop, char* const* arguments, const Companion::Heard& heard) {
    const pid_t parent = getpid();
    Words words{heard};
    const pid_t child = fork();
    if (child == 0) become_companion(arguments, parent, words.far());
    if (child < 0) return std::string{"could not be started: "} + std::strerror(errno);
    const UniqueFd ended{static_cast<int>(syscall(SYS_pidfd_open, child, 0))};
    std::array<pollfd, 3> events = {{{stop.descriptor(), POLLIN, 0}, {ended.get(), POLLIN, 0}, {words.near(), POLLIN, 0}}};
    while (events[0].revents == 0 && events[1].revents == 0) {
        if (poll(events.data(), events.size(), -1) < 0 && errno != EINTR) break;
        if (events[2].revents & POLLIN) words.take();
    }
    const bool asked = events[0].revents != 0;
    if (asked) {
        kill(child, SIGTERM);
        constexpr auto at_most = std::chrono::duration_cast<std::chrono::milliseconds>(patience_at_the_end);
        if (poll(&events[1], 1, static_cast<int>(at_most.count())) == 0) kill(child, SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return asked ? "" : how_it_ended(status);
}

void run(const std::stop_token& token, const std::string& program, std::vector<std::string> arguments, const Companion::Heard& heard) {
    const StopEvent stop{token};
    arguments.insert(arguments.begin(), (program_folder() / "../libexec" / program).lexically_normal().string());
    std::vector<char*> words;
    for (std::string& word : arguments) words.push_back(word.data());
    words.push_back(nullptr);
    std::chrono::seconds pause = shortest_pause;
    while (true) {
        const auto began = Clock::now();
        const std::string end = run_once(stop, words.data(), heard);
        if (end.empty()) return;
        if (Clock::now() - began > longest_pause) pause = shortest_pause;
        std::fprintf(stderr, "kiosk: %s %s; it is started again in %lld s\n", program.c_str(), end.c_str(),
                     static_cast<long long>(pause.count()));
        if (stop_within(stop, pause)) return;
        pause = std::min(pause * 2, longest_pause);
    }
}

}  // namespace

Companion::Companion(std::string program, std::vector<std::string> arguments, Heard heard)
    : thread_([program = std::move(program), arguments = std::move(arguments), heard = std::move(heard)](const std::stop_token& stop) {
          run(stop, program, arguments, heard);
      }) {}

std::optional<Companion> companion_for_hub(const std::filesystem::path& database) {
    if (!screen_by_hub(database)) return std::nullopt;
    return Companion{"kiosk-sync", {"--db", database.string(), "sync"}};
}

}  // namespace kiosk

#include "kiosk/app/companion.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/base/mailbox.h"
#include "kiosk/base/unique_fd.h"

using namespace kiosk;

namespace {

/// Where a companion leaves a word, and a test waits for it.
struct Pipe {
    std::filesystem::path path;
    Pipe() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-XXXXXX").string();
        path = std::filesystem::path{mkdtemp(name.data())} / "pipe";
        mkfifo(path.c_str(), 0600);
    }
    ~Pipe() { std::filesystem::remove_all(path.parent_path()); }

    std::string word() const {
        std::string word;
        // One who has said his word and not closed the pipe yet looks like another who says none.
        while (word.empty()) std::ifstream{path} >> word;
        return word;
    }
    std::vector<std::string> script(const std::string& what) const { return {"-c", what, "sh", path.string()}; }
};

bool ends_within_five_seconds(int process) {
    const UniqueFd ended{static_cast<int>(syscall(SYS_pidfd_open, process, 0))};
    if (!ended) return true;
    pollfd event = {ended.get(), POLLIN, 0};
    return poll(&event, 1, 5000) > 0;
}

constexpr const char* shell = "/bin/sh";  // an absolute name is not looked for in libexec
constexpr const char* say_who_and_stay = "echo $$ > \"$1\"; exec sleep 1000";

}  // namespace

TEST_CASE("what a companion writes is heard line by line, whatever pieces it comes in") {
    const Pipe pipe;
    Mailbox<std::string> lines;
    const Companion companion{shell, pipe.script("printf 'one\\ntw'; printf 'o\\nbegun'; exec sleep 1000"), [&](const std::string& line) {
                                  lines.post(line);
                                  if (line == "two") std::ofstream{pipe.path} << "heard";
                              }};
    CHECK(pipe.word() == "heard");
    CHECK(lines.take() == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a companion that ends is started again") {
    const Pipe pipe;
    const Companion companion{shell, pipe.script("echo $$ > \"$1\"; exit 3")};
    const std::string first = pipe.word();
    const std::string second = pipe.word();
    CHECK(first != second);
}

TEST_CASE("a companion ends with its owner, though the owner's signals are held") {
    const Pipe pipe;
    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, &before);
    int process = 0;
    {
        const Companion companion{shell, pipe.script(say_who_and_stay)};
        process = std::stoi(pipe.word());
        CHECK(kill(process, 0) == 0);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    CHECK(kill(process, 0) != 0);
}

TEST_CASE("a companion ends with a screen that was killed") {
    const Pipe pipe;
    const pid_t screen = fork();
    REQUIRE(screen >= 0);
    if (screen == 0) {
        const Companion companion{shell, pipe.script(say_who_and_stay)};
        while (true) pause();
    }
    const int process = std::stoi(pipe.word());
    kill(screen, SIGKILL);
    waitpid(screen, nullptr, 0);
    CHECK(ends_within_five_seconds(process));
}

#include "kiosk/app/pairing/pairing_attempt.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <utility>

#include "kiosk/app/paths.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/sources/hub/pairing_code.h"

namespace kiosk {
namespace {

/// Starts the program; what it answers goes to `out`.
/// @return none when it can't be started
std::optional<pid_t> start(const std::filesystem::path& database, std::string& code, int out) {
    std::string program = (program_folder() / "../libexec/kiosk-sync").lexically_normal().string();
    std::string option = "--db", file = database.string(), command = "pair", as_json = "--json";
    const std::array<char*, 7> words = {program.data(), option.data(), file.data(), command.data(), as_json.data(), code.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    pid_t child = 0;
    const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? std::optional{child} : std::nullopt;
}

std::string all_of(int in) {
    std::string text;
    std::array<char, 4096> piece;
    for (;;) {
        const ssize_t size = read(in, piece.data(), piece.size());
        if (size > 0)
            text.append(piece.data(), static_cast<std::size_t>(size));
        else if (size == 0 || errno != EINTR)
            return text;
    }
}

PairingState why_in(const std::string& answer) {
    const auto json = nlohmann::json::parse(answer, nullptr, false);
    if (!json.is_object()) return PairingState::failed;
    return pairing_state_in(json.value("why", "")).value_or(PairingState::failed);
}

}  // namespace

std::optional<std::string> scanned_pairing_code(std::string_view text, std::string_view as_us) {
    for (const std::string_view reading : {text, as_us})
        if (pairing_code_in(reading)) return std::string{reading};
    return std::nullopt;
}

std::optional<PairingState> try_pairing_code(const std::filesystem::path& database, std::string code) {
    std::array<int, 2> ends = {-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return PairingState::failed;
    const UniqueFd near{ends[0]};
    UniqueFd far{ends[1]};
    const auto child = start(database, code, far.get());
    far = UniqueFd{};
    if (!child) return PairingState::failed;
    const std::string answer = all_of(near.get());
    int status = 0;
    while (waitpid(*child, &status, 0) < 0)
        if (errno != EINTR) return PairingState::failed;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::nullopt;
    return why_in(answer);
}

PairingAttempt::PairingAttempt(std::filesystem::path database, std::string code, std::function<void(bool)> done)
    : thread_([database = std::move(database), code = std::move(code), done = std::move(done)] { done(!try_pairing_code(database, code)); }) {}

}  // namespace kiosk

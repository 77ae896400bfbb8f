#include "kiosk/app/check_in/pairing_attempt.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "kiosk/app/paths.h"
#include "kiosk/sources/hub/pairing_code.h"

namespace kiosk {
namespace {

bool pair(const std::filesystem::path& database, const std::string& code) {
    std::string program = (program_folder() / "../libexec/kiosk-sync").lexically_normal().string();
    std::string option = "--db", file = database.string(), command = "pair", word = code;
    const std::array<char*, 6> words = {program.data(), option.data(), file.data(), command.data(), word.data(), nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, program.c_str(), nullptr, nullptr, words.data(), environ) != 0) return false;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<std::string> scanned_pairing_code(std::string_view text, std::string_view as_us) {
    for (const std::string_view reading : {text, as_us})
        if (pairing_code_in(reading)) return std::string{reading};
    return std::nullopt;
}

PairingAttempt::PairingAttempt(std::filesystem::path database, std::string code, std::function<void(bool)> done)
    : thread_([database = std::move(database), code = std::move(code), done = std::move(done)] { done(pair(database, code)); }) {}

}  // namespace kiosk

#include "kiosk/app/other_programs.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "kiosk/app/paths.h"

namespace kiosk {
namespace {

struct OtherProgram {
    std::string_view command;
    std::string_view program;
};

constexpr std::array other_programs = {OtherProgram{"show", "kiosk-screen"}, OtherProgram{"scan", "kiosk-scan"},
                                       OtherProgram{"ticket", "kiosk-ticket"}, OtherProgram{"follow", "kiosk-follow"},
                                       OtherProgram{"hub", "kiosk-hub"},       OtherProgram{"pair", "kiosk-sync"},
                                       OtherProgram{"sync", "kiosk-sync"},     OtherProgram{"web", "kiosk-web"}};
constexpr std::string_view without_command = other_programs[0].program;

}  // namespace

std::optional<std::string_view> other_program_for(std::span<const char* const> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--db") {
            ++i;
            continue;
        }
        if (argument.starts_with("--db=")) continue;
        if (argument == "--help" || argument == "-h" || argument == "--version") return std::nullopt;
        for (const OtherProgram& other : other_programs)
            if (argument == other.command) return other.program;
        if (argument.starts_with('-')) return without_command;
        return std::nullopt;
    }
    return without_command;
}

void become(std::string_view program, char* const* arguments) {
    const auto file = (program_folder() / "../libexec" / program).lexically_normal();
    execv(file.c_str(), arguments);
    throw std::runtime_error("the program " + file.string() + " can't be started: " + std::strerror(errno) +
                             "; build the kiosk again with kiosk/run");
}

}  // namespace kiosk

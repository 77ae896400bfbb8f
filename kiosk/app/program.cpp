#include "kiosk/app/program.h"

#include <csignal>
#include <functional>
#include <iostream>

#include "kiosk/app/options.h"
#include "kiosk/app/other_programs.h"

namespace kiosk {
namespace {

std::span<char*> arguments_of(int count, char** words) { return {words + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)}; }

void carry_out(std::span<char*> arguments, std::span<const MakeCommand> commands) {
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a full disk then, with its sentence
    run_command_line({arguments.begin(), arguments.end()}, commands);
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("the answer could not be written: the disk is full or the pipe is closed");
}

int exit_code_of(const std::function<void()>& work) {
    constexpr int could_not = 1;
    constexpr int wrong_usage = 2;
    try {
        work();
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "kiosk: " << error.what() << '\n';
        return wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "kiosk: " << error.what() << '\n';
        return could_not;
    }
}

}  // namespace

int run_program(int count, char** words, std::span<const MakeCommand> commands) {
    return exit_code_of([&] { carry_out(arguments_of(count, words), commands); });
}

int run_first_program(int count, char** words, std::span<const MakeCommand> commands) {
    return exit_code_of([&] {
        const auto arguments = arguments_of(count, words);
        if (const auto program = other_program_for(arguments)) become(*program, words);
        carry_out(arguments, commands);
    });
}

}  // namespace kiosk

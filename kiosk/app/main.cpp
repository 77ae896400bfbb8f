#include <exception>
#include <iostream>
#include <span>

#include "kiosk/app/command_line.h"
#include "kiosk/app/options.h"
#include "kiosk/app/other_programs.h"

int main(int count, char** words) {
    constexpr int could_not = 1;
    constexpr int wrong_usage = 2;
    try {
        const std::span arguments{words + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)};
        if (const auto program = kiosk::other_program_for(arguments)) kiosk::become(*program, words);
        kiosk::run_command_line({arguments.begin(), arguments.end()});
        std::cout.flush();
        if (!std::cout) throw std::runtime_error("the answer could not be written: the disk is full or the pipe is closed");
        return 0;
    } catch (const kiosk::UsageError& error) {
        std::cerr << "kiosk: " << error.what() << '\n';
        return wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "kiosk: " << error.what() << '\n';
        return could_not;
    }
}

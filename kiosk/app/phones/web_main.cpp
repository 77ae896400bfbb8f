#include <array>

#include "kiosk/app/commands/command.h"
#include "kiosk/app/program.h"
#include "kiosk/app/watch.h"

int main(int count, char** words) {
    using namespace kiosk;
    hold_ending_signals();
    constexpr std::array<MakeCommand, 1> commands = {web_command};
    return run_program(count, words, commands);
}

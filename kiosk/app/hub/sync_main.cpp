#include <array>

#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/program.h"

int main(int count, char** words) {
    using namespace kiosk;
    constexpr std::array<MakeCommand, 2> commands = {pair_command, sync_command};
    return run_program(count, words, commands);
}

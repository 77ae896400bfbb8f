#include <array>

#include "kiosk/app/follow/follow_command.h"
#include "kiosk/app/program.h"

int main(int count, char** words) {
    using namespace kiosk;
    constexpr std::array<MakeCommand, 1> commands = {follow_command};
    return run_program(count, words, commands);
}

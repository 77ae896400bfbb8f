#include <array>

#include "kiosk/app/commands/export_command.h"
#include "kiosk/app/program.h"

int main(int count, char** words) {
    using namespace kiosk;
    constexpr std::array<MakeCommand, 16> commands = {
        import_command,  export_command, event_command,     room_command,     place_command,     unplace_command,
        delay_command,   move_command,   cancel_command,    restore_command,  topics_command,    now_command,
        attendees_command, check_in_command, check_ins_command, purge_command};
    return run_first_program(count, words, commands);
}

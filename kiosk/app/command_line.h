#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/app/commands/command.h"

namespace kiosk {

using MakeCommand = std::unique_ptr<Command> (*)();

/// Carries out one command and writes its answer to the standard output.
///
/// @param arguments  without the program's name
/// @param commands   those of this program
/// @throws UsageError          when the command line can't be meant
/// @throws std::runtime_error  when it could not be done
void run_command_line(const std::vector<std::string>& arguments, std::span<const MakeCommand> commands);

}  // namespace kiosk

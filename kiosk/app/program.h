#pragma once

#include <span>

#include "kiosk/app/command_line.h"

namespace kiosk {

/// Runs a program of commands from main's arguments to its exit code: 0 done, 1 it could not be done, 2 wrong usage.
int run_program(int count, char** words, std::span<const MakeCommand> commands);

/// As `run_program`, for the program that people start: becomes another one where that has the command.
int run_first_program(int count, char** words, std::span<const MakeCommand> commands);

}  // namespace kiosk

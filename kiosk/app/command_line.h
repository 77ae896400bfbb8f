#pragma once

#include <string>
#include <vector>

namespace kiosk {

/// Carries out one command of this program and writes its answer to the standard output.
///
/// @param arguments  without the program's name
/// @throws UsageError          when the command line can't be meant
/// @throws std::runtime_error  when it could not be done
void run_command_line(const std::vector<std::string>& arguments);

}  // namespace kiosk

#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace kiosk {

/// The program beside this one that carries out a command line: commands that need a display or a camera have their own,
/// so that their libraries are not loaded for any other.
///
/// @param arguments  without the program's name; no command at all, and options that are not of the whole program, mean
///                   the command "show"
/// @return           its file name; none when this program does it
std::optional<std::string_view> other_program_for(std::span<const char* const> arguments);

/// Becomes another program of the folder `../libexec`, with the arguments unchanged. Returns only by throwing.
///
/// @param arguments  as main has them, the program's name first, null last
/// @throws std::runtime_error  when it is not there
[[noreturn]] void become(std::string_view program, char* const* arguments);

}  // namespace kiosk

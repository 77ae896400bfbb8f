#pragma once

#include <functional>

#include "kiosk/app/show.h"

namespace kiosk {

/// Reads the command line of `kiosk show`, calls `show_it`, and tells on standard error what went wrong.
///
/// @return  what the program ends with: what `show_it` returned, 1 when it threw, 2 for a wrong command line
int show_as_asked(int count, char** arguments, const std::function<int(const ShowOptions&)>& show_it);

}  // namespace kiosk

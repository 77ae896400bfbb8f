#pragma once

#include "kiosk/app/commands/command.h"

namespace kiosk {

std::unique_ptr<Command> follow_command();

}  // namespace kiosk

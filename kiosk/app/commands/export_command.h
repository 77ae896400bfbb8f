#pragma once

#include "kiosk/app/commands/command.h"

namespace kiosk {

std::unique_ptr<Command> export_command();

}  // namespace kiosk

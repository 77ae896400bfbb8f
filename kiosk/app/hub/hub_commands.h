#pragma once

#include <memory>

#include "kiosk/app/commands/command.h"

namespace kiosk {

/// "hub", and what may follow it.
std::unique_ptr<Command> hub_command();
std::unique_ptr<Command> hub_start_command();
std::unique_ptr<Command> hub_stop_command();
std::unique_ptr<Command> hub_init_command();
std::unique_ptr<Command> hub_publish_command();
std::unique_ptr<Command> hub_device_command();
std::unique_ptr<Command> hub_status_command();
std::unique_ptr<Command> hub_conflicts_command();
std::unique_ptr<Command> hub_resolve_command();

/// What a device does.
std::unique_ptr<Command> pair_command();
std::unique_ptr<Command> sync_command();

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>

namespace CLI {
class App;
}

namespace kiosk {

/// One word of the command line.
class Command {
  public:
    virtual ~Command() = default;

    /// Adds the command with its options, and remembers it.
    ///
    /// @return  the command's own part of the command line; tells whether it was called
    virtual CLI::App& add_to(CLI::App& program) = 0;

    /// Does what the options ask for.
    ///
    /// @param database  the event's file
    /// @param out       for the answer
    /// @throws UsageError          when an option can't be meant
    /// @throws std::runtime_error  when it could not be done
    virtual void run(const std::filesystem::path& database, std::ostream& out) = 0;
};

std::unique_ptr<Command> import_command();
std::unique_ptr<Command> event_command();
std::unique_ptr<Command> room_command();
std::unique_ptr<Command> place_command();
std::unique_ptr<Command> unplace_command();
std::unique_ptr<Command> delay_command();
std::unique_ptr<Command> move_command();
std::unique_ptr<Command> cancel_command();
std::unique_ptr<Command> restore_command();
std::unique_ptr<Command> topics_command();
std::unique_ptr<Command> now_command();
std::unique_ptr<Command> attendees_command();
std::unique_ptr<Command> check_in_command();
std::unique_ptr<Command> check_ins_command();
std::unique_ptr<Command> purge_command();
std::unique_ptr<Command> ticket_command();
std::unique_ptr<Command> web_command();

}  // namespace kiosk

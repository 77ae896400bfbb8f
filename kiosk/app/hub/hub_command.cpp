#include <CLI/CLI.hpp>
#include <array>
#include <utility>
#include <vector>

#include "kiosk/app/command_line.h"
#include "kiosk/app/hub/hub_commands.h"

namespace kiosk {
namespace {

/// "hub" and the words that may follow it.
class HubCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("hub", "many screens, one event: the PostgreSQL that they share");
        words.fallthrough();
        words.require_subcommand(1);
        for (const MakeCommand make : std::array{hub_start_command, hub_stop_command, hub_init_command, hub_publish_command,
                                                 hub_device_command, hub_status_command, hub_conflicts_command, hub_resolve_command}) {
            auto command = make();
            CLI::App& part = command->add_to(words);
            parts_.emplace_back(std::move(command), &part);
        }
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        for (const auto& [command, words] : parts_)
            if (words->parsed()) command->run(file, out);
    }

  private:
    std::vector<std::pair<std::unique_ptr<Command>, const CLI::App*>> parts_ = {};
};

}  // namespace

std::unique_ptr<Command> hub_command() { return std::make_unique<HubCommand>(); }

}  // namespace kiosk

#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/commands/command.h"
#include "kiosk/app/options.h"
#include "kiosk/store/attendees/purge.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

class PurgeCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("purge", "remove every attendee and check-in after the event; the counts stay");
        words.add_flag("--yes", yes_, "really: nothing brings them back");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        if (!yes_) throw UsageError("purge removes every attendee and check-in for good: say --yes if that is meant");
        auto database = Database::open_if_there(file);
        if (!database) throw std::runtime_error("there is no database " + file.string() + ": nobody is in it");
        const auto programme = load_programme(*database);
        remove_persons(*database, programme ? zone_of_event(programme->event.timezone) : Zone{});
        out << "Nobody is left in the database. Copies of it elsewhere are yours to remove.\n";
        for (const KeptCount& each : kept_counts(*database)) out << "  " << each.what << " " << each.name << ": " << each.persons << "\n";
    }

  private:
    bool yes_ = false;
};

}  // namespace

std::unique_ptr<Command> purge_command() { return std::make_unique<PurgeCommand>(); }

}  // namespace kiosk

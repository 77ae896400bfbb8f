#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/hub/sync_loop.h"

namespace kiosk {
namespace {

Json report_json(const SyncReport& report) {
    return {{"pulled", report.pulled}, {"pushed", report.pushed}, {"conflicts", report.conflicts}, {"data_age_s", report.data_age_s}};
}

class SyncCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("sync", "exchange what changed with the hub, and go on doing so; show does it by itself");
        words.add_flag("--once", once_, "end when all is exchanged");
        words.add_flag("--json", json_, "for programs; one line for each exchange unless --once");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        auto database = Database::open_if_there(file);
        if (!database) throw std::runtime_error("this machine is paired with no hub: kiosk pair CODE does so");
        if (once_) return tell(out, sync_once(*database, file), 2);
        sync_for_ever(*database, file, [&](const SyncReport& report) { tell(out, report, -1); });
    }

  private:
    void tell(std::ostream& out, const SyncReport& report, int indent) const {
        if (json_)
            out << report_json(report).dump(indent) << std::endl;
        else
            out << report.pulled << " changes taken, " << report.pushed << " check-ins and changes sent"
                << (report.conflicts > 0 ? ", " + counted(static_cast<std::size_t>(report.conflicts), "ticket") + " let in twice" : "") << std::endl;
    }

    bool once_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> sync_command() { return std::make_unique<SyncCommand>(); }

}  // namespace kiosk

#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/hub/admin_hub.h"
#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/hub/local_server.h"
#include "kiosk/app/options.h"
#include "kiosk/sources/hub/hub_schema.h"

namespace kiosk {
namespace {

constexpr int highest_port = 65535;

std::filesystem::path folder_option(const std::string& folder) { return folder.empty() ? default_hub_folder() : std::filesystem::path{folder}; }

class HubStartCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("start", "start a hub on this machine: its own PostgreSQL; again after each start of the machine");
        words.add_option("--dir", folder_, "where its files are (default: beside the event's database; for root /var/lib/kiosk-hub)")->type_name("DIR");
        words.add_option("--address", address_, "under which other machines reach this one (default: its address in the network)")->type_name("HOST");
        words.add_option("--port", port_, "default: 5432, or the next that is free")->type_name("N");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const int port = port_.empty() ? 0 : number_option("--port", port_, highest_port);
        const std::string host = address_.empty() ? own_address() : address_;
        const auto database = Database::open(file);
        LocalServer server{folder_option(folder_)};
        const bool started = server.start(host, port);
        const std::string url = server.url(host);
        Postgres hub = Postgres::connect({{"dbname", url}});
        upgrade_hub(hub);
        remember_hub(database, url);
        out << (started ? "The hub runs" : "The hub was running already") << " (PostgreSQL " << hub.version() / 10000 << "), with TLS, on port "
            << server.port() << " of this machine; others reach it at " << host << ":" << server.port() << ".\n"
            << "The organiser's address, with all rights: " << url << "\n"
            << "Its files: " << std::filesystem::absolute(folder_option(folder_)).string() << "\n"
            << "Next: kiosk hub publish\n";
    }

  private:
    std::string folder_, address_, port_;
};

class HubStopCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("stop", "stop the hub that hub start has started; screens go on alone");
        words.add_option("--dir", folder_, "where its files are")->type_name("DIR");
        return words;
    }

    void run(const std::filesystem::path&, std::ostream& out) override {
        const bool ran = LocalServer{folder_option(folder_)}.stop();
        out << (ran ? "The hub is stopped; kiosk hub start starts it again.\n" : "No hub is running here.\n");
    }

  private:
    std::string folder_;
};

}  // namespace

std::unique_ptr<Command> hub_start_command() { return std::make_unique<HubStartCommand>(); }
std::unique_ptr<Command> hub_stop_command() { return std::make_unique<HubStopCommand>(); }

}  // namespace kiosk

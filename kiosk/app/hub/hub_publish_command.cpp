#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/hub/admin_hub.h"
#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/hub/sync_loop.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/hub/become_device.h"
#include "kiosk/sources/hub/hub_admin.h"
#include "kiosk/sources/hub/hub_schema.h"
#include "kiosk/sources/hub/publish.h"

namespace kiosk {
namespace {

class HubInitCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("init", "make a PostgreSQL database a hub, or bring the hub in it up to date");
        words.add_option("URL", url_, "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with the right to make roles")->required();
        words.add_flag("--restored", restored_, "it was put back from a backup: let all devices compare what they have");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const std::string url = hub_address_option("URL", url_);
        const auto database = Database::open(file);
        Postgres hub = Postgres::connect({{"dbname", url}});
        const HubUpgrade done = upgrade_hub(hub);
        if (restored_) begin_new_epoch(hub);
        remember_hub(database, url);
        out << (done.before == 0          ? "The hub is made"
                : done.before < done.now ? "The hub is brought up to date"
                                          : "The hub is up to date")
            << " (PostgreSQL " << hub.version() / 10000 << ", database " << hub.database() << ").\n"
            << "Next: kiosk hub publish\n";
    }

  private:
    std::string url_;
    bool restored_ = false;
};

std::string what_changed(const Published& done) {
    const auto counts = [](int written, int removed) {
        return std::to_string(written) + " written" + (removed > 0 ? ", " + std::to_string(removed) + " removed" : "");
    };
    return "programme: " + counts(done.written, done.removed) +
           "; attendees: " + counts(done.attendees_written, done.attendees_removed);
}

class HubPublishCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("publish", "make this database's event the hub's; again: only what differs");
        words.add_option("--hub", url_, "the organiser's address of the hub")->type_name("URL");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        auto database = Database::open_if_there(file);
        if (!database) throw std::runtime_error("there is no event to publish yet: kiosk import FILE brings one");
        const auto link = load_hub_link(*database);
        if (link && !link->publishes)
            throw std::runtime_error("this machine is the device " + in_quotes(link->name) +
                                     " and shows what another one publishes: publish there");
        Postgres hub = connect_as_organiser(*database, url_);
        upgrade_hub(hub);
        const Published done = publish(*database, hub, link ? link->event : "");
        const bool is_known = link && knows_device(hub, link->device);
        if (!is_known && !hub.fingerprint().empty()) become_publisher(*database, hub, done.event, this_device().name);
        if (!url_.empty()) remember_hub(*database, url_);
        // What was changed by hand goes the way of all devices, this machine's as well.
        if (load_hub_link(*database)) sync_once(*database, file);
        out << "The hub has the event (" << what_changed(done) << ").\n";
        if (done.is_new) out << "Next: kiosk hub device add NAME --screen lobby\n";
    }

  private:
    std::string url_;
};

}  // namespace

std::unique_ptr<Command> hub_init_command() { return std::make_unique<HubInitCommand>(); }
std::unique_ptr<Command> hub_publish_command() { return std::make_unique<HubPublishCommand>(); }

}  // namespace kiosk

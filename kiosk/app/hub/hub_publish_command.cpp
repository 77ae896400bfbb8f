#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/hub/admin_hub.h"
#include "kiosk/app/hub/admission_place.h"
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

/// What a hub that took another one's place was told of it.
std::string what_was_handed_over(const HandedOver& done) {
    if (done.check_ins == 0) return "";
    return " It also has the " + counted(static_cast<std::size_t>(done.check_ins), "check-in") + " that " +
           counted(static_cast<std::size_t>(done.devices), "other screen") + " recorded with the former hub.";
}

class HubPublishCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("publish", "make this database's event the hub's; again: only what differs");
        words.add_option("--hub", url_, "the organiser's address of the hub")->type_name("URL");
        words.add_flag("--take-over", takes_over_, "from now on this machine is the organiser's, and not the one whose database it has a copy of");
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
        const bool is_known = link && knows_device(hub, link->device);
        // Two machines with one organiser's database would undo each other's changes: the hub has one of them.
        if (is_known && takes_over_) take_publishers_place(*database, hub, *link, this_device().name);
        if (is_known && !takes_over_) refuse_second_publisher(*database, hub, *link);
        AdmissionPlace place{*database};
        const Published done = publish(*database, hub, {.event = link ? link->event : "",
                                                        .device = link ? link->device : "",
                                                        .place_of = [&place](const SentCheckIn& each) { return place.of(each); }});
        if (!is_known && !hub.fingerprint().empty())
            become_publisher(*database, hub, done.event, link ? link->name : this_device().name, link ? link->device : "");
        if (!url_.empty()) remember_hub(*database, url_);
        // What was changed by hand goes the way of all devices, this machine's as well.
        if (load_hub_link(*database)) sync_once(*database, file);
        tell(out, done, link.has_value());
    }

  private:
    static void tell(std::ostream& out, const Published& done, bool had_hub) {
        if (done.is_new && had_hub) {
            out << "This hub is a new one: it has the event again (" << what_changed(done) << ")." << what_was_handed_over(done.handed_over) << "\n"
                << "Screens know the former hub alone, and go on without this one until they are paired anew.\n"
                << "Next: kiosk hub device add NAME, for each of them\n";
            return;
        }
        out << "The hub has the event (" << what_changed(done) << ").\n";
        if (done.is_new) out << "Next: kiosk hub device add NAME --screen lobby\n";
    }

    std::string url_;
    bool takes_over_ = false;
};

}  // namespace

std::unique_ptr<Command> hub_init_command() { return std::make_unique<HubInitCommand>(); }
std::unique_ptr<Command> hub_publish_command() { return std::make_unique<HubPublishCommand>(); }

}  // namespace kiosk

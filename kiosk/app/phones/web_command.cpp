#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <ostream>

#include "kiosk/app/clock.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/companion.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/phones/phone_options.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

class WebCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        words_ = program.add_subcommand("web", "serves visitors' phones for all screens of the event, without one of its own");
        words_->add_option("--listen", asked_.listen, "the address of this machine (default: all, port 8013)")->type_name("ADDRESS:PORT");
        words_->add_option("--public-url", asked_.public_url, "what codes for phones say, where a proxy stands in front")->type_name("URL");
        words_->add_option("--trusted-proxy", asked_.trusted_proxies, "the address of that proxy, whose word on phones is believed")
            ->type_name("ADDRESS")
            ->allow_extra_args(false);
        words_->add_option("--at", at_, "start the clock at this time, for a rehearsal: 2013-05-16T10:15")->type_name("TIME");
        return *words_;
    }

    void run(const std::filesystem::path& database, std::ostream& out) override {
        if (words_->count("--listen") > 0 && asked_.listen.empty()) asked_.listen = "?";  // says nothing, so it is refused
        PhoneServerOptions options = phone_server_options(asked_, "--listen");
        const auto stored = Database::open_if_there(database);
        const auto programme = stored ? load_programme(*stored) : std::nullopt;
        const Zone zone = zone_of_event(programme ? programme->event.timezone : "");
        const bool is_rehearsal = words_->count("--at") > 0;
        const ShownClock clock =
            is_rehearsal ? ShownClock::starting_at(time_option("--at", at_).moment_in(zone), 1) : ShownClock::of_machine();
        options.moment = [clock, is_rehearsal] {
            return PhoneMoment{.real = wall_clock(), .shown = clock.now().shown, .is_rehearsal = is_rehearsal};
        };
        const PhoneServer server{options, phone_desk(database), languages_folder()};
        out << "Phones are served at port " << server.port() << ". Ctrl+C ends it.\n" << std::flush;
        wait_for_the_end(database);
    }

  private:
    /// Meanwhile keeps in touch with the hub, also when the machine is paired later.
    static void wait_for_the_end(const std::filesystem::path& database) {
        sigset_t ending;
        sigemptyset(&ending);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&ending, signal);
        constexpr timespec look_every{.tv_sec = 5, .tv_nsec = 0};
        std::optional<Companion> exchange = companion_for_hub(database);
        while (sigtimedwait(&ending, nullptr, &look_every) < 0)
            if (!exchange) exchange = companion_for_hub(database);
    }

    CLI::App* words_ = nullptr;
    PhoneOptions asked_ = {};
    std::string at_;
};

}  // namespace

std::unique_ptr<Command> web_command() { return std::make_unique<WebCommand>(); }

}  // namespace kiosk

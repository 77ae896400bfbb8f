#include "kiosk/app/follow/follow_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "kiosk/app/follow/follow.h"
#include "kiosk/app/follow/follow_source.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

class FollowCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("follow", "import a file or an address again whenever it changes, until ended");
        words.add_option("SOURCE", source_, "a file, or an address that begins with https:// or http://")->required();
        words.add_option("--every", every_, "how often to look: 60s, 5m, 1h; a file's changes are noticed at once as well")
            ->type_name("TIME")->default_str("60s");
        words.add_option("--timezone", timezone_, "the event's zone, for example Europe/Dublin; goes before what the source says")
            ->type_name("ZONE");
        words.add_flag("--replace", replace_, "another event in the database makes room for this one, once");
        return words;
    }

    void run(const std::filesystem::path& database, std::ostream&) override {
        check_source_option("SOURCE", source_);
        const FollowOptions options{.database = database,
                                    .every = every_option(every_),
                                    .timezone = timezone_.empty() ? "" : zone_option("--timezone", timezone_).name(),
                                    .replace = replace_};
        const bool is_file = source_.find("://") == std::string::npos;
        if (!is_file && !is_web_address(source_))
            throw UsageError("SOURCE: " + in_quotes(clean_utf8(source_)) + " is no address: write it as https://example.org/schedule.xml");
        const auto source = is_file ? followed_file(source_) : followed_address(source_, std::clamp<std::chrono::seconds>(options.every, 5s, 30s));
        follow(*source, options);
    }

  private:
    std::string source_;
    std::string every_ = "60s";
    std::string timezone_;
    bool replace_ = false;
};

}  // namespace

std::unique_ptr<Command> follow_command() { return std::make_unique<FollowCommand>(); }

}  // namespace kiosk

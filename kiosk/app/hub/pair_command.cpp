#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/commands/json.h"
#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/hub/become_device.h"

namespace kiosk {
namespace {

Json refusal_json(PairingState why) { return {{"paired", false}, {"why", word_for(why)}}; }

Json link_json(const HubLink& link) {
    return {{"paired", true}, {"name", link.name}, {"screen", link.screen}, {"room", value_or_null(link.room)}};
}

class PairCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("pair", "make this machine a device of a hub");
        words.add_option("CODE", code_, "of kiosk hub device add: KIOSK/…")->required();
        words.add_flag("--json", json_, "for programs; also says what it was refused for");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        if (trimmed(code_).empty()) throw UsageError("CODE: kiosk hub device add, on the organiser's machine, makes a pairing code");
        const auto code = pairing_code_in(code_);
        if (!code)
            throw std::runtime_error(looks_like_pairing_code(code_) ? "a letter of this pairing code is wrong or missing: copy it again, whole"
                                                                    : in_quotes(clean_utf8(code_)) + " is no pairing code: kiosk hub device add makes one");
        try {
            tell(out, paired(file, *code));
        } catch (const HubError& error) {
            if (json_) print(out, refusal_json(why_not_paired(error)));
            throw;
        } catch (const std::exception&) {
            if (json_) print(out, refusal_json(PairingState::failed));
            throw;
        }
    }

  private:
    static HubLink paired(const std::filesystem::path& file, const PairingCode& code) {
        auto database = Database::open(file);
        return become_device(database, code);
    }

    void tell(std::ostream& out, const HubLink& link) const {
        if (json_) return print(out, link_json(link));
        out << "This machine is now " << in_quotes(link.name) << " of the hub at " << link.host << ":" << link.port << ": kiosk show shows "
            << (link.screen == "room" ? "the sign of " + in_quotes(link.room.value_or("")) : link.screen == "lobby" ? "the lobby" : "the check-in")
            << ".\n";
    }

    std::string code_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> pair_command() { return std::make_unique<PairCommand>(); }

}  // namespace kiosk

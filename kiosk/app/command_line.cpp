#include "kiosk/app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "kiosk/app/commands/command.h"
#include "kiosk/app/empty_values.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return std::string{trimmed(clean_utf8(text))};
}

/// The word that was called, for the hint.
std::string called(const CLI::App& program) {
    const auto commands = program.get_subcommands();
    return commands.empty() ? "" : " " + commands.front()->get_name();
}

UsageError usage_error(const CLI::App& program, const std::string& sentence) {
    return UsageError(sentence + " (kiosk" + called(program) + " --help says more)");
}

/// An unknown word would else be blamed on what stands behind it.
void refuse_unknown_command(const CLI::App& program, const std::vector<std::string>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (word == "--db") ++i;
        if (word.starts_with('-')) continue;
        std::string names;
        for (const CLI::App* command : program.get_subcommands(nullptr)) {
            if (command->get_name() == word) return;
            names += (names.empty() ? "" : ", ") + command->get_name();
        }
        throw usage_error(program, "there is no command " + in_quotes(clean_utf8(word)) + "; the commands are " + names);
    }
}

void parse(CLI::App& program, const std::vector<std::string>& arguments) {
    try {
        program.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});  // the library wants the last first
    } catch (const CLI::Success&) {
        throw;
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string words = one_line(error.what());
        throw usage_error(program, words.substr(0, words.find(':')) + " takes one value, and stands once");
    } catch (const CLI::ExtrasError&) {
        std::string words;
        for (const std::string& word : program.remaining(true)) words += (words.empty() ? "" : " ") + clean_utf8(word);
        throw usage_error(program, in_quotes(words) + " is not understood here");
    } catch (const CLI::ParseError& error) {
        throw usage_error(program, one_line(error.what()));
    }
}

/// What other programs carry out, for the list of commands.
void add_other_programs(CLI::App& program) {
    const auto is_there = [&](std::string_view name) {
        return std::ranges::any_of(program.get_subcommands(nullptr), [&](const CLI::App* each) { return each->get_name() == name; });
    };
    for (const auto& [name, does] : {std::pair{"show", "the screen (also with no command)"},
                                     std::pair{"web", "serves visitors' phones without a screen"},
                                     std::pair{"scan", "reads the QR codes in pictures"},
                                     std::pair{"ticket", "tickets and badges: issue, keygen, trust, revoke, unrevoke"},
                                     std::pair{"follow", "imports a file or an address again whenever it changes"},
                                     std::pair{"hub", "many screens, one event: start, init, publish, device, status, conflicts, resolve, stop"},
                                     std::pair{"pair", "make this machine a device of a hub"},
                                     std::pair{"sync", "exchange what changed with the hub"}})
        if (!is_there(name)) program.add_subcommand(name, does);
}

}  // namespace

void run_command_line(const std::vector<std::string>& arguments, std::span<const MakeCommand> makers) {
    CLI::App program{"The programme of an event on the screens of its venue.", "kiosk"};
    program.set_version_flag("--version", "kiosk " KIOSK_VERSION);
    program.fallthrough();
    program.require_subcommand(1);
    program.get_formatter()->label("SUBCOMMAND", "COMMAND");
    std::string database;
    program.add_option("--db", database, "the event's database (default: ${XDG_DATA_HOME:-~/.local/share}/kiosk/event.db)")
        ->type_name("FILE");
    std::vector<std::pair<std::unique_ptr<Command>, const CLI::App*>> commands;
    for (const MakeCommand make : makers) {
        commands.emplace_back(make(), nullptr);
        commands.back().second = &commands.back().first->add_to(program);
    }
    refuse_empty_values(program);
    add_other_programs(program);

    refuse_unknown_command(program, arguments);
    try {
        parse(program, arguments);
    } catch (const CLI::Success& wish) {  // the library's way to say that help or the version is asked for
        program.exit(wish, std::cout, std::cout);
        return;
    }
    for (const auto& [command, words] : commands)
        if (words->parsed()) command->run(database.empty() ? default_database() : std::filesystem::path{database}, std::cout);
}

}  // namespace kiosk

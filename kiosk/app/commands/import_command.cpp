#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/file_content.h"
#include "kiosk/app/import_schedule.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

Json report_json(const ImportReport& report) {
    const Settled& content = report.content;
    return {{"format", content.format},
            {"event", report.event},
            {"days", content.event.days.size()},
            {"rooms", content.rooms.size()},
            {"sessions", content.sessions.size() + content.placings.size()},
            {"topics", content.topics.size()},
            {"cancelled", report.cancelled()},
            {"changes",
             {{"added", report.changes.added},
              {"removed", report.changes.removed},
              {"moved_time", report.changes.moved_time},
              {"moved_room", report.changes.moved_room},
              {"retitled", report.changes.retitled},
              {"cancelled", report.changes.cancelled}}},
            {"skipped", to_json(content.skipped)},
            {"warnings", to_json(content.warnings)}};
}

void print_problems(std::ostream& out, const char* heading, const std::vector<Problem>& problems) {
    if (problems.empty()) return;
    out << "\n" << heading << "\n";
    for (const Problem& problem : problems) out << "  " << problem.where << ": " << problem.why << "\n";
}

/// "3 added, 1 at another time"; what did not happen is left out.
std::string changes_words(const ProgrammeChanges& changes) {
    std::string text;
    for (const auto& [count, words] : {std::pair{changes.added, "added"},
                                       {changes.removed, "removed"},
                                       {changes.moved_time, "at another time"},
                                       {changes.moved_room, "in another room"},
                                       {changes.retitled, "with another title"},
                                       {changes.cancelled, "newly cancelled"},
                                       {changes.restored, "no longer cancelled"}})
        if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + words;
    return text.empty() ? "no session changed" : "sessions changed: " + text;
}

void print_report(std::ostream& out, const ImportReport& report) {
    const Settled& content = report.content;
    out << report.event << " (" << content.format << ")\n"
        << "  " << counted(content.event.days.size(), "day") << ", " << counted(content.rooms.size(), "room") << ", "
        << counted(content.sessions.size() + content.placings.size(), "session") << " (" << report.cancelled() << " cancelled), "
        << counted(content.topics.size(), "topic") << "\n"
        << "  " << changes_words(report.changes) << "\n";
    print_problems(out, (counted(content.skipped.size(), "item") + " skipped:").c_str(), content.skipped);
    print_problems(out, (counted(content.warnings.size(), "warning") + ":").c_str(), content.warnings);
    if (report.dry_run) out << "\nNothing was written (--dry-run).\n";
}

class ImportCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("import", "read a file of any known format into the database, all or nothing");
        words.add_option("FILE", file_, "the file; - reads the standard input")->required();
        words.add_option("--timezone", timezone_, "the event's zone, for example Europe/Dublin; goes before what the file says")
            ->type_name("ZONE");
        words.add_flag("--replace", replace_, "another event in the database makes room for this one");
        words.add_flag("--dry-run", dry_run_, "only report what would be read");
        words.add_flag("--json", json_, "the report for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const std::string asked = timezone_.empty() ? "" : zone_option("--timezone", timezone_).name();
        const bool is_piped = file_ == "-";
        const ImportReport report =
            import_schedule(file, {.content = file_content(file_),
                                   .name = is_piped ? "the standard input" : in_quotes(clean_utf8(file_)),
                                   .path = is_piped ? "" : clean_utf8(std::filesystem::weakly_canonical(file_).string()),
                                   .timezone = asked,
                                   .device = this_device().name,
                                   .replace = replace_,
                                   .dry_run = dry_run_});
        if (json_)
            print(out, report_json(report));
        else
            print_report(out, report);
    }

  private:
    std::string file_;
    std::string timezone_;
    bool replace_ = false;
    bool dry_run_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> import_command() { return std::make_unique<ImportCommand>(); }

}  // namespace kiosk

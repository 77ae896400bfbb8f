#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/attendees/passphrase.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/file_content.h"
#include "kiosk/app/options.h"
#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/attendees/attendee_reader.h"
#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/attendee_list.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

/// What an import did, as it is told.
struct Report {
    AttendeeList list = {};
    AttendeeImport outcome = {};  // its warnings are all warnings
};

Json report_json(const Report& report) {
    return {{"format", report.list.format},
            {"attendees", report.list.attendees.size()},
            {"added", report.outcome.added},
            {"updated", report.outcome.updated},
            {"unchanged", report.outcome.unchanged},
            {"skipped", to_json(report.list.skipped)},
            {"warnings", to_json(report.outcome.warnings)}};
}

void print_problems(std::ostream& out, const std::string& heading, const std::vector<Problem>& problems) {
    if (problems.empty()) return;
    out << "\n" << heading << "\n";
    for (const Problem& problem : problems) out << "  " << problem.where << ": " << problem.why << "\n";
}

void print_report(std::ostream& out, const Report& report) {
    const AttendeeImport& outcome = report.outcome;
    out << counted(report.list.attendees.size(), "attendee") << " (" << report.list.format << "): " << outcome.added << " new, "
        << outcome.updated << " updated, " << outcome.unchanged << " as before\n";
    print_problems(out, counted(report.list.skipped.size(), "item") + " skipped:", report.list.skipped);
    print_problems(out, counted(outcome.warnings.size(), "warning") + ":", outcome.warnings);
}

Json attendee_json(const Attendee& attendee, const Zone& zone) {
    const auto time = [&](const std::optional<WrittenTime>& written) {
        return written ? Json(iso_time(written->moment_in(zone), zone)) : Json(nullptr);
    };
    return {{"id", attendee.ticket.id},
            {"name", text_or_null(attendee.person.name)},
            {"email", text_or_null(attendee.person.email)},
            {"company", text_or_null(attendee.person.company)},
            {"ticket_type", text_or_null(attendee.ticket.type)},
            {"code", text_or_null(attendee.code)},
            {"state", name_of(attendee.ticket.state)},
            {"valid_from", time(attendee.ticket.valid_from)},
            {"valid_until", time(attendee.ticket.valid_until)},
            {"check_ins", attendee.check_ins}};
}

void print_attendee(std::ostream& out, const Attendee& attendee) {
    const auto field = [&](const char* before, const std::string& value, const char* after = "") {
        if (!value.empty()) out << before << value << after;
    };
    out << (attendee.person.name.empty() ? attendee.ticket.id : attendee.person.name);
    field(" <", attendee.person.email, ">");
    field(", ", attendee.person.company);
    field(", ", attendee.ticket.type);
    out << ": " << name_of(attendee.ticket.state) << (attendee.has_code ? "" : ", no code yet") << ", "
        << counted(attendee.check_ins.size(), "check-in") << "\n";
}

class AttendeesCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("attendees", "who has a ticket; import FILE brings a list");
        words.fallthrough();
        words.add_flag("--json", json_, "for programs");
        words.add_option("--passphrase-file", passphrase_file_, "the organiser's passphrase (else KIOSK_PASSPHRASE, else asked)")
            ->type_name("FILE");
        import_ = words.add_subcommand("import", "read a list of attendees, all or nothing; the same attendee again updates");
        import_->fallthrough();
        import_->add_option("FILE", file_, "CSV, or what pretix, Eventbrite and Indico export; - reads the standard input")->required();
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        if (import_->parsed())
            import_list(file, out);
        else
            print_list(file, out);
    }

  private:
    void import_list(const std::filesystem::path& file, std::ostream& out) const {
        AttendeeReading reading = read_attendees(file_content(file_));
        if (!reading.understood)
            throw std::runtime_error((file_ == "-" ? "the standard input" : in_quotes(clean_utf8(file_))) + ": " + reading.refusal);
        auto there = Database::open_if_there(file);
        const bool is_first = !there || !has_organiser(*there);
        const std::string secret = is_first ? new_passphrase(passphrase_file_) : "";  // asked before any file is made
        Database database = there ? std::move(*there) : Database::open(file);
        if (is_first) make_organiser(database, secret);
        Report report{.list = std::move(reading.list)};
        report.outcome = import_attendees(database, HashKey::of(database), report.list.attendees);
        report.outcome.warnings.insert(report.outcome.warnings.begin(), report.list.warnings.begin(), report.list.warnings.end());
        if (json_)
            print(out, report_json(report));
        else
            print_report(out, report);
    }

    void print_list(const std::filesystem::path& file, std::ostream& out) const {
        const auto database = Database::open_if_there(file);
        std::vector<Attendee> list;
        if (database && has_organiser(*database)) list = all_attendees(*database, OrganiserKey::open(*database, passphrase(passphrase_file_)));
        const auto programme = database ? load_programme(*database) : std::nullopt;
        const Zone zone = programme ? zone_of_event(programme->event.timezone) : Zone{};
        Json all = Json::array();
        for (const Attendee& each : list) {
            if (json_)
                all.push_back(attendee_json(each, zone));
            else
                print_attendee(out, each);
        }
        if (json_)
            print(out, all);
        else if (list.empty())
            out << "There are no attendees yet: kiosk attendees import FILE brings them.\n";
    }

    CLI::App* import_ = nullptr;
    std::string file_;
    std::string passphrase_file_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> attendees_command() { return std::make_unique<AttendeesCommand>(); }

}  // namespace kiosk

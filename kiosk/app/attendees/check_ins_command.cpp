#include <CLI/CLI.hpp>
#include <ostream>
#include <unordered_map>

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/passphrase.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/base/iso_time.h"
#include "kiosk/store/attendees/attendee_list.h"
#include "kiosk/store/attendees/check_ins.h"
#include "kiosk/store/attendees/purge.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

/// The record as it is told.
struct Record {
    std::vector<CheckIn> list = {};
    std::vector<KeptCount> kept = {};
    Zone zone = {};
    bool has_names = false;
    std::unordered_map<std::string, std::string> names = {};  // by attendee

    std::string name_of_attendee(const CheckIn& each) const {
        const auto name = names.find(each.attendee);
        return name == names.end() ? "" : name->second;
    }
};

Json record_json(const Record& record) {
    Json list = Json::array();
    for (const CheckIn& each : record.list) {
        Json row = {{"id", each.id},
                    {"attendee", each.attendee},
                    {"session", value_or_null(each.session)},
                    {"at", iso_time(each.at, record.zone)},
                    {"device", each.device},
                    {"undone", each.undone}};
        if (record.has_names) row["name"] = text_or_null(record.name_of_attendee(each));
        list.push_back(std::move(row));
    }
    return list;
}

/// RFC 4180; a field that a spreadsheet would take for a formula is made a text.
std::string csv_field(std::string text) {
    if (!text.empty() && std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos) text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

void print_csv(std::ostream& out, const Record& record) {
    out << "id,attendee," << (record.has_names ? "name," : "") << "session,at,device,undone\r\n";
    for (const CheckIn& each : record.list)
        out << each.id << ',' << each.attendee << ',' << (record.has_names ? csv_field(record.name_of_attendee(each)) + "," : "")
            << csv_field(each.session.value_or("")) << ',' << iso_time(each.at, record.zone) << ',' << csv_field(each.device) << ','
            << (each.undone ? "true" : "false") << "\r\n";
}

void print_text(std::ostream& out, const Record& record) {
    for (const CheckIn& each : record.list) {
        const std::string name = record.name_of_attendee(each);
        out << day_and_clock(each.at, record.zone) << "  " << (name.empty() ? each.attendee : name) << "  "
            << each.session.value_or("entrance") << "  " << each.device << (each.undone ? "  (taken back)" : "") << "  " << each.id
            << "\n";
    }
    if (!record.kept.empty()) out << "Kept of those who were removed:\n";
    for (const KeptCount& each : record.kept) out << "  " << each.what << " " << each.name << ": " << each.persons << "\n";
    if (record.list.empty() && record.kept.empty()) out << "Nobody is checked in yet.\n";
}

class CheckInsCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("check-ins", "the record of who came in; undo ID takes one back");
        words.fallthrough();
        auto* json = words.add_flag("--json", json_, "for programs");
        words.add_flag("--csv", csv_, "for spreadsheets")->excludes(json);
        words.add_option("--passphrase-file", passphrase_file_, "adds the names (KIOSK_PASSPHRASE does so too)")->type_name("FILE");
        undo_ = words.add_subcommand("undo", "take a check-in back; the record keeps both");
        undo_->fallthrough();
        undo_->add_option("ID", id_, "the check-in's id, or a beginning of it that fits just one")->required();
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        auto database = Database::open_if_there(file);
        if (undo_->parsed()) {
            if (!database) throw std::runtime_error("nobody is checked in yet");
            undo_check_in(*database, id_, wall_clock_by_hub(*database), this_device(*database));
            out << "The check-in " << id_ << " is taken back.\n";
            return;
        }
        const Record record = database ? read(*database) : Record{};
        if (json_)
            print(out, record_json(record));
        else if (csv_)
            print_csv(out, record);
        else
            print_text(out, record);
    }

  private:
    Record read(const Database& database) const {
        Record record{.list = all_check_ins(database), .kept = kept_counts(database)};
        if (const auto programme = load_programme(database)) record.zone = zone_of_event(programme->event.timezone);
        if (!passphrase_is_given(passphrase_file_) || !has_organiser(database)) return record;
        record.has_names = true;
        for (const Attendee& each : all_attendees(database, OrganiserKey::open(database, passphrase(passphrase_file_))))
            record.names.emplace(each.ticket.id, each.person.name);
        return record;
    }

    CLI::App* undo_ = nullptr;
    std::string id_;
    std::string passphrase_file_;
    bool json_ = false;
    bool csv_ = false;
};

}  // namespace

std::unique_ptr<Command> check_ins_command() { return std::make_unique<CheckInsCommand>(); }

}  // namespace kiosk

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/shown_programme.h"
#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/store/event_edit.h"

namespace kiosk {
namespace {

/// "de", "pt-BR": letters and digits in groups of up to eight, the first of two or three letters.
bool is_language(const std::string& text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto parts = split(text, '-');
    const auto fits = [&](std::string_view part) {
        return !part.empty() && part.size() <= 8 &&
               std::ranges::all_of(part, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
    };
    const auto first = parts.front();
    return (first.size() == 2 || first.size() == 3) && std::ranges::all_of(first, is_letter) &&
           std::ranges::all_of(parts, fits);
}

Json event_json(const Event& event, const Zone& zone) {
    Json days = Json::array();
    for (const Day& day : event.days) days.push_back(to_json(day, zone));
    return {{"name", event.name},
            {"timezone", event.timezone},
            {"city", text_or_null(event.city)},
            {"country", text_or_null(event.country)},
            {"language", event.language},
            {"notice", text_or_null(event.notice)},
            {"admit", event.admits_once ? "event" : "day"},
            {"days", days}};
}

void print_event(std::ostream& out, const Programme& programme, const Zone& zone) {
    const Event& event = programme.event;
    const auto field = [&](const char* name, const std::string& value) {
        if (!value.empty()) out << "  " << name << ": " << value << "\n";
    };
    out << event.name << (programme.is_demo ? " (demo: kiosk import FILE puts your own in its place)" : "") << "\n";
    field("timezone", event.timezone);
    field("city", event.city);
    field("country", event.country);
    field("language", event.language);
    field("notice", event.notice);
    field("a ticket admits", event.admits_once ? "once" : "once a day");
    field("the screen greets who checks in by phone", event.names_phones ? "by their given name" : "without a name");
    for (const Day& day : event.days)
        out << "  day: " << iso_date(day.date) << (day.opens ? ", opens " + day_and_clock(*day.opens, zone) : "")
            << (day.closes ? ", closes " + day_and_clock(*day.closes, zone) : "") << "\n";
}

class EventCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        words_ = program.add_subcommand("event", "what screens show and no file says; with nothing to set it prints");
        words_->add_option("--name", name_, "the event's name")->type_name("NAME");
        words_->add_option("--timezone", timezone_, "for example Europe/Dublin; clock times of files move with it")->type_name("ZONE");
        words_->add_option("--language", language_, "of the screens' own words, for example de")->type_name("LANGUAGE");
        words_->add_option("--notice", notice_, "the lobby's foot line: Wi-Fi, info desk")->type_name("TEXT");
        words_->add_option("--admit", admit_, "a ticket admits once a day, or once in the whole event")->type_name("day|event");
        words_->add_option("--phone-name", phone_name_, "what the screen says of who checks in by phone")->type_name("given|none");
        words_->add_flag("--json", json_, "for programs");
        return *words_;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const EventEdit edit = checked_edit();
        if (edit.name || edit.timezone || edit.language || edit.notice || edit.admits_once || edit.names_phones) {
            const bool makes_it = edit.name && edit.timezone;
            auto database = makes_it ? Database::open(file) : Database::open_if_there(file);
            if (!database) database = Database::in_memory();  // refuses for want of an event, and leaves no file behind
            edit_event(*database, edit);
        }
        const Programme programme = programme_now(file, assets_folder());
        const Zone zone = zone_of_event(programme.event.timezone);
        if (json_)
            print(out, event_json(programme.event, zone));
        else
            print_event(out, programme, zone);
    }

  private:
    EventEdit checked_edit() const {
        EventEdit edit;
        if (words_->count("--name") > 0) edit.name = clean_utf8(trimmed(name_));
        if (edit.name && edit.name->empty()) throw UsageError("--name: an event needs a name");
        if (words_->count("--timezone") > 0) edit.timezone = zone_option("--timezone", timezone_).name();
        if (words_->count("--language") > 0) edit.language = std::string{trimmed(language_)};
        if (edit.language && !is_language(*edit.language))
            throw UsageError("--language: " + in_quotes(clean_utf8(*edit.language)) + " is no language: write one as en, de or pt-BR");
        if (words_->count("--notice") > 0) edit.notice = clean_utf8(trimmed(notice_));
        if (words_->count("--admit") > 0) {
            if (admit_ != "day" && admit_ != "event")
                throw UsageError("--admit: " + in_quotes(clean_utf8(admit_)) + " is neither day nor event");
            edit.admits_once = admit_ == "event";
        }
        if (words_->count("--phone-name") > 0) {
            if (phone_name_ != "given" && phone_name_ != "none")
                throw UsageError("--phone-name: " + in_quotes(clean_utf8(phone_name_)) + " is neither given nor none");
            edit.names_phones = phone_name_ == "given";
        }
        return edit;
    }

    CLI::App* words_ = nullptr;
    std::string name_;
    std::string timezone_;
    std::string language_;
    std::string notice_;
    std::string admit_;
    std::string phone_name_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> event_command() { return std::make_unique<EventCommand>(); }

}  // namespace kiosk

#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/desk/check_in_desk.h"
#include "kiosk/model/verdict_words.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

/// "Welcome, Ada. …": the words of the check-in screen on one line, in the language in which it would say them.
std::string message_of(const CheckInAnswer& answer, const Programme& programme, Instant now) {
    const Catalogue words =
        Catalogue::load(languages_folder(), answer.language.empty() ? programme.event.language : answer.language);
    const TimeWords times{zone_of_event(programme.event.timezone), words};
    const VerdictView view = verdict_words(answer, "", {.programme = programme, .now = now, .times = times});
    std::string text = view.title;
    for (const std::string& line : view.lines) text += (text.empty() ? "" : " – ") + line;
    if (answer.instead)
        text += " – " + words.say("There is space in “{session}”, {room}.", {{"session", within_quotes(answer.instead->title)},
                                                                          {"room", answer.instead->room.value_or("")}});
    return text;
}

Json answer_json(const CheckInAnswer& answer, const std::string& message, const Zone& zone) {
    return {{"verdict", name_of(answer.verdict)},
            {"attendee", text_or_null(answer.attendee)},
            {"first_at", answer.first_at ? Json(iso_time(*answer.first_at, zone)) : Json(nullptr)},
            {"first_device", text_or_null(answer.first_device)},
            {"next_session", answer.next ? to_json(answer.next->session, zone) : Json(nullptr)},
            {"message", message}};
}

class CheckInCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("check-in", "judge a code and record it, as the scanner does");
        words.add_option("CODE", code_, "what the QR code says")->required();
        session_option_ = words.add_option("--session", session_, "at the door of this session, by its id")->type_name("ID");
        words.add_option("--at", at_, "the moment, ISO 8601; without an offset on the event's clock")->type_name("TIME");
        words.add_flag("--json", json_, "for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const auto at = at_.empty() ? std::nullopt : std::optional{time_option("--at", at_)};
        auto database = Database::open_if_there(file);
        if (!database) throw std::runtime_error("there are no attendees yet: kiosk attendees import FILE brings them");
        const Programme programme = load_programme(*database).value_or(Programme{});
        const Zone zone = zone_of_event(programme.event.timezone);
        const Instant now = at ? at->moment_in(zone) : wall_clock_by_hub(*database);
        CheckInDesk desk{*database, this_device(*database)};
        const CheckInAnswer answer =
            desk.answer(code_, now, session_option_->count() > 0 ? std::optional{session_} : std::nullopt);
        const std::string message = message_of(answer, programme, now);
        if (json_)
            print(out, answer_json(answer, message, zone));
        else
            out << name_of(answer.verdict) << ": " << message << "\n";
    }

  private:
    std::string code_;
    std::string session_;
    std::string at_;
    CLI::Option* session_option_ = nullptr;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> check_in_command() { return std::make_unique<CheckInCommand>(); }

}  // namespace kiosk

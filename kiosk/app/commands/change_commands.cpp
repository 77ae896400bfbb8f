#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <ostream>

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/conflict_words.h"
#include "kiosk/app/commands/find_session.h"
#include "kiosk/app/commands/find_topic.h"
#include "kiosk/app/commands/open_event.h"
#include "kiosk/app/commands/tell_changed.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/delay.h"
#include "kiosk/store/change_by_hand.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

constexpr int longest_minutes = 7 * 24 * 60;
constexpr const char* meaning_of_session = "its id, or a beginning of its title that fits just one";

Author here_and_now(const Database& database) { return {.at = wall_clock_by_hub(database), .device = this_device(database).name}; }

std::vector<std::string> sessions_of(const std::vector<Edit>& edits) {
    std::vector<std::string> ids;
    for (const Edit& edit : edits) ids.push_back(edit.session);
    return ids;
}

/// Changes sessions, and says what became of them.
///
/// @param decide  as `change_by_hand` wants it
void change(const std::filesystem::path& file, bool as_json, std::ostream& out,
            const std::function<std::vector<Edit>(const Programme&)>& decide) {
    auto [database, before] = open_event(file);
    std::vector<std::string> changed;
    change_by_hand(database, here_and_now(database), [&](const Programme& programme) {
        std::vector<Edit> edits = decide(programme);
        changed = sessions_of(edits);
        return edits;
    });
    tell_changed(out, before, load_programme(database).value(), changed, as_json);
}

/// @param instead  what else can be done about a clash, e.g. "--following pushes what comes after it; "
void refuse_conflicts(const std::vector<Shift>& shifts, const Programme& programme, const std::string& instead) {
    const Zone zone = zone_of_event(programme.event.timezone);
    std::string text;
    bool clashes = false;
    for (const auto& [shift, conflict] : conflicts_of(shifts, programme, zone)) {
        const Placing placing{shift.session, shift.room.value_or(""), shift.starts, shift.ends};
        text += (text.empty() ? "" : "; ") + conflict_words(placing, conflict, zone);
        clashes = clashes || !conflict.clashes.empty();
    }
    if (!text.empty()) throw std::runtime_error(text + "; " + (clashes ? instead : "") + "--force does it all the same");
}

class DelayCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("delay", "make a session later, or earlier by a negative number");
        words.add_option("SESSION", session_, meaning_of_session)->required();
        words.add_option("MINUTES", minutes_, "how much later, as a whole number")->required();
        words.add_flag("--following", following_, "also those after it in its room, as far as it pushes them: gaps swallow the delay");
        words.add_flag("--force", force_, "also in spite of a clash in the room or outside the event's hours");
        words.add_flag("--json", json_, "the changed sessions, for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        int minutes = 0;
        const auto [end, error] = std::from_chars(minutes_.data(), minutes_.data() + minutes_.size(), minutes);
        if (error != std::errc{} || end != minutes_.data() + minutes_.size() || minutes == 0 || std::abs(minutes) > longest_minutes)
            throw UsageError("MINUTES: " + in_quotes(clean_utf8(minutes_)) + " is no whole number from 1 to " +
                             std::to_string(longest_minutes) + ", or the same below zero");
        change(file, json_, out, [&](const Programme& programme) {
            const Session& session = find_session(programme, session_);
            if (following_ && !session.room) throw std::runtime_error(in_quotes(session.title) + " has no room: nothing follows it there");
            const auto shifts = delayed(programme, session, std::chrono::minutes{minutes}, following_);
            const std::string push = following_ ? "" : "--following pushes what comes after it; ";
            if (!force_) refuse_conflicts(shifts, programme, push);
            std::vector<Edit> edits;
            for (const Shift& shift : shifts)
                edits.push_back({.kind = EditKind::delay, .session = shift.session, .starts = shift.starts, .ends = shift.ends});
            return edits;
        });
    }

  private:
    std::string session_;
    std::string minutes_;
    bool following_ = false;
    bool force_ = false;
    bool json_ = false;
};

class MoveCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("move", "give a session another room, another start, or both");
        words.add_option("SESSION", session_, meaning_of_session)->required();
        room_option_ = words.add_option("--room", room_, "made when it is new")->type_name("ROOM");
        starts_option_ = words.add_option("--starts", starts_, "ISO 8601; without an offset on the event's clock")->type_name("TIME");
        words.add_flag("--force", force_, "also in spite of a clash in the room or outside the event's hours");
        words.add_flag("--json", json_, "the changed session, for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        if (room_option_->count() + starts_option_->count() == 0) throw UsageError("move: say --room ROOM, --starts TIME, or both");
        const std::string room = clean_utf8(trimmed(room_));
        if (room_option_->count() > 0 && room.empty()) throw UsageError("--room: a room needs a name");
        const auto starts = starts_option_->count() > 0 ? std::optional{time_option("--starts", starts_)} : std::nullopt;
        change(file, json_, out, [&](const Programme& programme) {
            const Session& session = find_session(programme, session_);
            const Zone zone = zone_of_event(programme.event.timezone);
            Shift shift{session.id, session.room, session.starts, session.ends};
            Edit edit{.kind = EditKind::move, .session = session.id};
            if (!room.empty()) edit.room = shift.room = room;
            if (starts) {
                edit.starts = shift.starts = starts->moment_in(zone);
                edit.ends = shift.ends = shift.starts + (session.ends - session.starts);
                edit.from_face = !starts->offset;
            }
            if (!force_) refuse_conflicts({shift}, programme, "");
            return std::vector{edit};
        });
    }

  private:
    std::string session_;
    std::string room_;
    std::string starts_;
    CLI::Option* room_option_ = nullptr;
    CLI::Option* starts_option_ = nullptr;
    bool force_ = false;
    bool json_ = false;
};

class CancelCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("cancel", "call a session off; restore takes it back");
        words.add_option("SESSION", session_, meaning_of_session)->required();
        words.add_flag("--json", json_, "the changed session, for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        change(file, json_, out, [&](const Programme& programme) {
            const Session& session = find_session(programme, session_);
            if (session.cancelled) throw std::runtime_error(in_quotes(session.title) + " is cancelled already");
            return std::vector{Edit{.kind = EditKind::cancel, .session = session.id}};
        });
    }

  private:
    std::string session_;
    bool json_ = false;
};

class RestoreCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand(
            "restore", "take back the last change of a session by hand, with all that the same command changed");
        words.add_option("SESSION", session_, meaning_of_session)->required();
        words.add_flag("--json", json_, "the changed sessions, for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        auto [database, before] = open_event(file);
        const auto [id, title] = meant(database, before);
        const auto last = last_change(database, id);
        if (!last) throw std::runtime_error(in_quotes(title) + " is as its source says: nothing was changed by hand");
        const auto changed = take_back(database, last->batch, here_and_now(database));
        tell_changed(out, before, load_programme(database).value(), changed, json_);
    }

  private:
    /// The id and title of a session, or of a topic that was taken off its place.
    std::pair<std::string, std::string> meant(const Database& database, const Programme& programme) const {
        try {
            const Session& session = find_session(programme, session_);
            return {session.id, session.title};
        } catch (const std::runtime_error&) {
            if (const Topic* topic = topic_changed(database, programme)) return {topic->id, topic->title};
            throw;
        }
    }

    const Topic* topic_changed(const Database& database, const Programme& programme) const {
        try {
            const Topic& topic = find_topic(programme, session_);
            return last_change(database, topic.id) ? &topic : nullptr;
        } catch (const std::runtime_error&) {
            return nullptr;
        }
    }

    std::string session_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> delay_command() { return std::make_unique<DelayCommand>(); }
std::unique_ptr<Command> move_command() { return std::make_unique<MoveCommand>(); }
std::unique_ptr<Command> cancel_command() { return std::make_unique<CancelCommand>(); }
std::unique_ptr<Command> restore_command() { return std::make_unique<RestoreCommand>(); }

}  // namespace kiosk

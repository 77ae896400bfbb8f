#include <CLI/CLI.hpp>
#include <ostream>

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/conflict_words.h"
#include "kiosk/app/commands/find_topic.h"
#include "kiosk/app/commands/open_event.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/store/place_topic.h"

namespace kiosk {
namespace {

constexpr int longest_session_minutes = 7 * 24 * 60;

class PlaceCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("place", "give a topic a room and a time");
        words.add_option("TOPIC", topic_, "its id, or a beginning of its title that fits just one")->required();
        words.add_option("--room", room_, "made when it is new")->type_name("ROOM")->required();
        words.add_option("--starts", starts_, "ISO 8601; without an offset on the event's clock")->type_name("TIME")->required();
        words.add_option("--minutes", minutes_, "how long")->type_name("N")->required();
        words.add_flag("--force", force_, "also in spite of a clash in the room or outside the event's hours");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const int minutes = number_option("--minutes", minutes_, longest_session_minutes);
        const WrittenTime starts = time_option("--starts", starts_);
        Placing placing{.room = clean_utf8(trimmed(room_))};
        if (placing.room.empty()) throw UsageError("--room: a room needs a name");

        auto [database, programme] = open_event(file);
        const Zone zone = zone_of_event(programme.event.timezone);
        const Topic& topic = find_topic(programme, topic_);
        placing.topic = topic.id;
        placing.starts = starts.moment_in(zone);
        placing.ends = placing.starts + std::chrono::minutes{minutes};
        const auto conflict = place_topic(
            database, placing,
            {.force = force_, .from_face = !starts.offset, .author = {.at = wall_clock_by_hub(database), .device = this_device(database).name}});
        if (!conflict.empty() && !force_) throw std::runtime_error(conflict_words(placing, conflict, zone) + "; --force places it all the same");
        out << in_quotes(topic.title) << ": " << placing.room << ", " << from_until(placing.starts, placing.ends, zone) << "\n";
    }

  private:
    std::string topic_;
    std::string room_;
    std::string starts_;
    std::string minutes_;
    bool force_ = false;
};

class UnplaceCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("unplace", "take a topic off its room and time");
        words.add_option("TOPIC", topic_, "its id, or a beginning of its title that fits just one")->required();
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        auto [database, programme] = open_event(file);
        const Topic& topic = find_topic(programme, topic_);
        if (!unplace_topic(database, topic.id, {.at = wall_clock_by_hub(database), .device = this_device(database).name})) throw std::runtime_error(in_quotes(topic.title) + " has no place");
        out << in_quotes(topic.title) << " has no place any more\n";
    }

  private:
    std::string topic_;
};

}  // namespace

std::unique_ptr<Command> place_command() { return std::make_unique<PlaceCommand>(); }
std::unique_ptr<Command> unplace_command() { return std::make_unique<UnplaceCommand>(); }

}  // namespace kiosk

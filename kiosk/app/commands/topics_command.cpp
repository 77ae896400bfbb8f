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

namespace kiosk {
namespace {

void print_field(std::ostream& out, const char* name, const std::optional<std::string>& value) {
    if (!value) return;
    out << "  " << name << ": ";
    bool first = true;
    for (const auto line : lines_of(*value)) {
        out << (first ? "" : "    ") << line << "\n";
        first = false;
    }
}

void print_topic(std::ostream& out, const Topic& topic, const Programme& programme, const Zone& zone) {
    out << topic.title << "\n  id: " << topic.id << "\n";
    const auto placed = std::ranges::find(programme.sessions, topic.id, &Session::topic);
    if (placed != programme.sessions.end())
        out << "  placed: " << placed->room.value_or("") << ", " << from_until(placed->starts, placed->ends, zone) << "\n";
    if (topic.inserted) out << "  inserted: " << iso_date(*topic.inserted) << "\n";
    print_field(out, "verified", topic.verified);
    print_field(out, "gsoc", topic.gsoc);
    print_field(out, "contact", topic.contact);
    print_field(out, "mailing list", topic.mailing_list);
    print_field(out, "irc", topic.irc);
    print_field(out, "difficulty", topic.difficulty);
    print_field(out, "skills", topic.skills);
    print_field(out, "description", topic.description);
    print_field(out, "outcomes", topic.outcomes);
    for (const Comment& each : topic.comments)
        print_field(out, "comment", each.author + ", " + day_and_clock(each.at, zone) + ": " + each.text);
    for (const Vote& each : topic.votes)
        print_field(out, each.kind == "will_attend" ? "will attend" : each.kind.c_str(), each.author + ", " + day_and_clock(each.at, zone));
    if (topic.hands > 0) out << "  will attend, by phone: " << topic.hands << "\n";
}

class TopicsCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("topics", "the topics with every field");
        words.add_flag("--json", json_, "for programs");
        return words;
    }

    void run(const std::filesystem::path& database, std::ostream& out) override {
        const Programme programme = programme_now(database, assets_folder());
        const Zone zone = zone_of_event(programme.event.timezone);
        Json list = Json::array();
        for (const Topic& topic : programme.topics) {
            if (json_)
                list.push_back(to_json(topic, programme, zone));
            else
                print_topic(out << (&topic == &programme.topics.front() ? "" : "\n"), topic, programme, zone);
        }
        if (json_)
            print(out, list);
        else if (programme.topics.empty())
            out << "The event has no topics.\n";
    }

  private:
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> topics_command() { return std::make_unique<TopicsCommand>(); }

}  // namespace kiosk

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <ostream>

#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/shown_programme.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/agenda.h"

namespace kiosk {
namespace {

/// What is asked for: all rooms, or one.
struct Shown {
    const Programme& programme;
    Instant at;
    Zone zone;
    std::vector<RoomAgenda> rooms;
};

/// A session as it is listed under a room, which need not be its first.
Json session_json(const Session& session, const RoomAgenda& under, const Zone& zone) {
    Json json = to_json(session, zone);
    if (under.room) json["room"] = under.room->name;
    return json;
}

Json now_json(const Shown& shown) {
    const Event& event = shown.programme.event;
    Json days = Json::array();
    for (const Day& day : event.days) days.push_back(to_json(day, shown.zone));
    Json rooms = Json::array();
    for (const RoomAgenda& each : shown.rooms) {
        Json now = Json::array();
        for (const Session* session : each.now) now.push_back(session_json(*session, each, shown.zone));
        rooms.push_back({{"room", each.room ? Json(each.room->name) : Json(nullptr)},
                         {"now", now},
                         {"next", each.next ? session_json(*each.next, each, shown.zone) : Json(nullptr)}});
    }
    return {{"event", {{"name", event.name}, {"timezone", event.timezone}, {"days", days}}},
            {"at", iso_time(shown.at, shown.zone)},
            {"rooms", rooms}};
}

std::string title_and_people(const Session& session) {
    std::string text = session.title;
    for (std::size_t i = 0; i < session.people.size(); ++i) text += (i == 0 ? " · " : ", ") + session.people[i];
    return text;
}

/// "until 11:30", "at 12:00"; with the date where it is another day than the moment shown.
std::string when(Instant moment, const Shown& shown) {
    const std::string text = day_and_clock(moment, shown.zone);
    const bool today = text.substr(0, 10) == day_and_clock(shown.at, shown.zone).substr(0, 10);
    return today ? text.substr(11) : text;
}

void print_text(std::ostream& out, const Shown& shown) {
    out << shown.programme.event.name << (shown.programme.is_demo ? " (demo)" : "") << "\n"
        << day_and_clock(shown.at, shown.zone) << ", " << shown.zone.name() << "\n";
    for (const RoomAgenda& each : shown.rooms) {
        out << "\n" << (each.room ? each.room->name : "without a room") << "\n";
        for (const Session* session : each.now)
            out << "  now   until " << when(session->ends, shown) << "  " << title_and_people(*session) << "\n";
        if (each.now.empty()) out << "  now   nothing\n";
        if (each.next) out << "  next  at " << when(each.next->starts, shown) << "  " << title_and_people(*each.next) << "\n";
    }
}

class NowCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("now", "what the screens show, as text or JSON");
        words.add_option("--at", at_, "the moment, ISO 8601; without an offset on the event's clock; - reads many from the standard input, one a line, "
                                      "and answers each with a line of JSON")->type_name("TIME");
        room_option_ = words.add_option("--room", room_, "this room alone")->type_name("ROOM");
        words.add_flag("--json", json_, "for programs");
        return words;
    }

    void run(const std::filesystem::path& database, std::ostream& out) override {
        if (trimmed(at_) == "-") return answer_each(database, out);
        const auto at = at_.empty() ? std::nullopt : std::optional{time_option("--at", at_)};
        const Programme programme = programme_now(database, assets_folder());
        const Zone zone = zone_of_event(programme.event.timezone);
        const Instant moment = at                  ? at->moment_in(zone)
                               : programme.is_demo ? demo_clock_start(programme)
                                                   : wall_clock();
        Shown shown{programme, moment, zone, agenda_at(programme, moment).rooms};
        if (room_option_->count() > 0) keep_room(shown);
        if (json_)
            print(out, now_json(shown));
        else
            print_text(out, shown);
    }

  private:
    /// For programs with many questions: the programme is read once.
    void answer_each(const std::filesystem::path& database, std::ostream& out) const {
        if (!json_) throw UsageError("--at: many moments are answered in JSON alone: add --json");
        const Programme programme = programme_now(database, assets_folder());
        const Zone zone = zone_of_event(programme.event.timezone);
        for (std::string line; std::getline(std::cin, line);) {
            if (trimmed(line).empty()) continue;
            const Instant moment = time_option("--at", line).moment_in(zone);
            Shown shown{programme, moment, zone, agenda_at(programme, moment).rooms};
            if (room_option_->count() > 0) keep_room(shown);
            out << now_json(shown).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
        }
    }

    void keep_room(Shown& shown) const {
        const std::string wanted{trimmed(room_)};
        std::erase_if(shown.rooms, [&](const RoomAgenda& each) { return !each.room || each.room->name != wanted; });
        if (shown.rooms.empty())
            throw std::runtime_error("there is no room " + in_quotes(clean_utf8(wanted)) + ": " + rooms_of(shown.programme));
    }

    std::string at_;
    std::string room_;
    CLI::Option* room_option_ = nullptr;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> now_command() { return std::make_unique<NowCommand>(); }

}  // namespace kiosk

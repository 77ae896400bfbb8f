#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/shown_programme.h"
#include "kiosk/base/text.h"
#include "kiosk/store/event_edit.h"

namespace kiosk {
namespace {

constexpr int largest_room = 1'000'000;

Room room_of(const Programme& programme, const std::string& name) {
    const auto room = std::ranges::find(programme.rooms, name, &Room::name);
    if (room == programme.rooms.end())
        throw std::runtime_error("there is no room " + in_quotes(name) + ": " + rooms_of(programme));
    return *room;
}

class RoomCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        words_ = program.add_subcommand("room", "what screens show of a room and no file says; with nothing to set it prints");
        words_->add_option("NAME", name_, "exact; made when it is new and there is something to set")->required();
        words_->add_option("--capacity", capacity_, "how many persons")->type_name("N");
        words_->add_option("--where", where_, "for example “first floor”")->type_name("TEXT");
        words_->add_flag("--json", json_, "for programs");
        return *words_;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const std::string name = clean_utf8(trimmed(name_));
        if (name.empty()) throw UsageError("NAME: a room needs a name");
        RoomEdit edit;
        if (words_->count("--capacity") > 0) edit.capacity = number_option("--capacity", capacity_, largest_room);
        if (words_->count("--where") > 0) edit.where = clean_utf8(trimmed(where_));
        if (edit.capacity || edit.where) {
            Database database = Database::open(file);
            edit_room(database, name, edit);
        }
        print_room(out, room_of(programme_now(file, assets_folder()), name));
    }

  private:
    void print_room(std::ostream& out, const Room& room) const {
        if (json_) {
            print(out, {{"room", room.name}, {"capacity", value_or_null(room.capacity)}, {"where", text_or_null(room.where)}});
            return;
        }
        out << room.name << "\n";
        if (room.capacity) out << "  capacity: " << *room.capacity << "\n";
        if (!room.where.empty()) out << "  where: " << room.where << "\n";
    }

    CLI::App* words_ = nullptr;
    std::string name_;
    std::string capacity_;
    std::string where_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> room_command() { return std::make_unique<RoomCommand>(); }

}  // namespace kiosk

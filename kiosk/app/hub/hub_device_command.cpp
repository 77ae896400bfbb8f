#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <ostream>
#include <vector>

#include "kiosk/app/hub/admin_hub.h"
#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/paper/badge_pages.h"
#include "kiosk/model/qr_code.h"
#include "kiosk/sources/hub/hub_admin.h"
#include "kiosk/store/attendees/attendee_list.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/hub/hub_link.h"

namespace kiosk {
namespace {

constexpr int highest_given_port = 65535;

Database open_event(const std::filesystem::path& file) {
    auto database = Database::open_if_there(file);
    if (!database) throw std::runtime_error("there is no event here, and so no hub is known: kiosk import FILE brings one");
    return std::move(*database);
}

/// Where devices reach the hub: as the organiser does, unless that is a way within this machine.
HubAddress address_of(const Postgres& hub, const std::string& asked) {
    HubAddress address{.host = hub.host()};
    const std::string port = hub.port();
    std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (!asked.empty()) {
        const auto colon = asked.rfind(':');
        const bool has_port = colon != std::string::npos && asked.find(':') == colon;
        address.host = asked.substr(0, has_port ? colon : std::string::npos);
        if (has_port) address.port = number_option("--address", asked.substr(colon + 1), highest_given_port);
    }
    if (address.host.empty() && !asked.empty())
        throw UsageError("--address: " + in_quotes(clean_utf8(asked)) + " names no host: write it as HOST or HOST:PORT");
    if (address.host.starts_with('/'))
        throw std::runtime_error("the hub is known here by a way within this machine only: say with --address HOST:PORT how others reach it");
    return address;
}

void refuse_unknown_room(const std::string& room, const std::vector<std::string>& rooms) {
    if (std::ranges::find(rooms, room) != rooms.end()) return;
    std::string names;
    for (const std::string& each : rooms) names += (names.empty() ? "" : ", ") + in_quotes(each);
    throw std::runtime_error("the programme of the hub has no room " + in_quotes(clean_utf8(room)) +
                             (names.empty() ? "" : "; its rooms are " + names) + " (kiosk hub publish brings new ones)");
}

class DeviceCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("device", "add NAME makes a pairing code, revoke NAME takes a machine its rights");
        words.fallthrough();
        words.require_subcommand(1);
        words.add_option("--hub", url_, "the organiser's address of the hub")->type_name("URL");
        add_ = words.add_subcommand("add", "make a code that turns one machine into this device; it works once, for 15 minutes");
        add_->fallthrough();
        add_->add_option("NAME", name_, "how people call the device")->required();
        add_->add_option("--screen", screen_, "what hangs there: lobby, room or check-in")
            ->check(CLI::IsMember({"lobby", "room", "check-in"}));
        add_->add_option("--room", room_, "the room of a door sign (implies --screen room)")->type_name("ROOM");
        add_->add_flag("--check-in", checks_in_, "it may check in: gets the sealed list and its hash key (--screen check-in does so too)");
        add_->add_flag("--no-edits", no_edits_, "what is placed or moved by hand on it goes nowhere");
        add_->add_option("--address", address_, "how devices reach the hub, where that is another way than yours")->type_name("HOST[:PORT]");
        add_->add_option("--png", png_, "where the code's picture goes (default: pair-NAME.png)")->type_name("FILE");
        revoke_ = words.add_subcommand("revoke", "take a device its rights; it deletes its attendees when it next hears of it");
        revoke_->fallthrough();
        revoke_->add_option("NAME", name_, "its name")->required();
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        name_ = clean_utf8(trimmed(name_));
        if (name_.empty()) throw UsageError("NAME: a device needs a name");
        Database database = open_event(file);
        Postgres hub = connect_as_organiser(database, url_);
        const std::string event = event_on(hub, database);
        if (revoke_->parsed())
            revoke(database, hub, event, out);
        else
            add(database, hub, event, out);
    }

  private:
    void revoke(const Database& database, Postgres& hub, const std::string& event, std::ostream& out) const {
        if (const auto link = load_hub_link(database); link && link->publishes && link->name == name_)
            throw std::runtime_error(in_quotes(name_) + " is this machine, the organiser's: revoked, it would delete the event's attendees");
        if (!revoke_device(hub, event, name_))
            throw std::runtime_error(was_revoked(hub, event, name_) ? "the device " + in_quotes(name_) + " was revoked already"
                                                                    : "the hub has no device " + in_quotes(name_) + ": kiosk hub status names them");
        out << in_quotes(name_) << " has no rights any more, and deletes its attendees as soon as it hears of it.\n";
    }

    NewDevice asked_device(Database& database) const {
        if (!room_.empty() && !screen_.empty() && screen_ != "room")
            throw UsageError("--room names a door sign; it does not go with --screen " + screen_);
        NewDevice device{.name = name_, .screen = !room_.empty() ? "room" : screen_.empty() ? "lobby" : screen_, .edits = !no_edits_};
        if (device.screen == "room" && room_.empty()) throw UsageError("--screen room needs --room ROOM");
        if (!room_.empty()) device.room = room_;
        device.checks_in = checks_in_ || device.screen == "check-in";
        const HashKey key = HashKey::of(database);
        device.hash_key = (device.checks_in ? key : key.of_walls()).key().bytes();
        return device;
    }

    void add(Database& database, Postgres& hub, const std::string& event, std::ostream& out) const {
        const NewDevice device = asked_device(database);
        if (device.room) refuse_unknown_room(*device.room, published_rooms(hub, event));
        const std::string code = text_of(add_pairing(hub, event, device, address_of(hub, address_)));
        const QrCode qr = qr_code(code);
        const std::filesystem::path picture = png_.empty() ? "pair-" + slug(name_) + ".png" : png_;
        write_qr_png(picture, qr);
        out << code << "\n\n" << qr_for_terminal(qr) << "\nThe same as a picture: " << picture.string() << "\n"
            << "Show it to the machine that is to be " << in_quotes(name_) << " while it shows the demo, or run there within 15 minutes:\n"
            << "kiosk pair " << code << "\n";
    }

    CLI::App* add_ = nullptr;
    CLI::App* revoke_ = nullptr;
    std::string url_, name_, screen_, room_, address_, png_;
    bool checks_in_ = false;
    bool no_edits_ = false;
};

}  // namespace

std::unique_ptr<Command> hub_device_command() { return std::make_unique<DeviceCommand>(); }

}  // namespace kiosk

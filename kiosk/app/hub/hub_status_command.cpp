#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <ostream>

#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/hub/admin_hub.h"
#include "kiosk/app/hub/hub_commands.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/hub/hub_admin.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

constexpr double worrying_clock_error_s = 60;
constexpr double worrying_age_s = 60;

/// The database beside which the hub is remembered; one in memory where there is none and --hub says enough.
Database open_any(const std::filesystem::path& file) {
    auto database = Database::open_if_there(file);
    return database ? std::move(*database) : Database::in_memory();
}

Zone zone_here(const Database& database) {
    const auto programme = load_programme(database);
    return programme ? zone_of_event(programme->event.timezone) : Zone{};
}

std::string in_zone(const std::string& utc, const Zone& zone) {
    const auto time = parse_iso_time(utc);
    return time ? iso_time(time->moment_in(Zone{}), zone) : utc;
}

/// What others read of it stands first; what came later is added at the end.
Json device_json(const DeviceStatus& device, int overruled, const Zone& zone) {
    return {{"name", device.name},
            {"screen", device.screen},
            {"room", value_or_null(device.room)},
            {"version", value_or_null(device.version)},
            {"last_seen", device.last_seen ? Json(in_zone(*device.last_seen, zone)) : Json(nullptr)},
            {"data_age_s", value_or_null(device.data_age_s)},
            {"unsent", value_or_null(device.unsent)},
            {"clock_error_s", value_or_null(device.clock_error_s)},
            {"revoked", device.revoked},
            {"overruled", overruled}};
}

std::string age(double seconds) {
    const auto whole = std::llround(seconds);
    if (whole < 120) return std::to_string(whole) + " s";
    if (whole < 7200) return std::to_string(whole / 60) + " min";
    return std::to_string(whole / 3600) + " h";
}

void print_device(std::ostream& out, const DeviceStatus& device, int overruled) {
    out << device.name << "  " << device.screen << (device.room ? " " + in_quotes(*device.room) : "");
    if (device.revoked) {
        out << "  revoked" << (device.wiped ? ", its attendees are deleted" : ", has not heard of it yet") << "\n";
        return;
    }
    if (!device.last_seen) out << "  not seen yet";
    if (device.data_age_s)
        out << "  " << (*device.data_age_s > worrying_age_s ? "AS OF " : "as of ") << age(*device.data_age_s) << " ago";
    if (device.unsent.value_or(0) > 0) out << "  " << *device.unsent << " unsent";
    if (device.clock_error_s && std::abs(*device.clock_error_s) > worrying_clock_error_s)
        out << "  its clock is wrong by " << age(std::abs(*device.clock_error_s));
    if (overruled > 0) out << "  " << counted(static_cast<std::size_t>(overruled), "change") << " overruled by another screen";
    if (device.copies_refused > 0) out << "  a copy of its disk was refused " << device.copies_refused << " times";
    if (device.version) out << "  " << *device.version;
    out << "\n";
}

/// How many of its changes made by hand another screen overruled.
int overruled_of(const EditCount& edits, const DeviceStatus& device) {
    const auto found = edits.overruled.find(device.id);
    return found == edits.overruled.end() ? 0 : found->second;
}

class HubStatusCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("status", "each device: when it was seen, how old its data are, what it has not sent");
        words.add_option("--hub", url_, "the organiser's address of the hub")->type_name("URL");
        words.add_flag("--json", json_, "for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const Database database = open_any(file);
        Postgres hub = connect_as_organiser(database, url_);
        const std::string event = event_on(hub, database);
        const auto devices = device_statuses(hub, event);
        const EditCount edits = count_edits(hub, event);
        for (const BadEdit& each : edits.not_understood)
            std::fprintf(stderr, "kiosk: a change made by hand that %s sent can't be understood and is left out by all screens: %s\n",
                         in_quotes(clean_utf8(each.device)).c_str(), clean_utf8(each.id).c_str());
        if (json_) {
            Json list = Json::array();
            for (const DeviceStatus& each : devices) list.push_back(device_json(each, overruled_of(edits, each), zone_here(database)));
            return print(out, list);
        }
        for (const DeviceStatus& each : devices) print_device(out, each, overruled_of(edits, each));
        if (devices.empty()) out << "There is no device yet: kiosk hub device add NAME makes a pairing code.\n";
        const int overruled = std::accumulate(edits.overruled.begin(), edits.overruled.end(), 0,
                                              [](int sum, const auto& each) { return sum + each.second; });
        if (overruled > 0)
            out << counted(static_cast<std::size_t>(overruled), "change")
                << " made by hand overruled by a later one of another screen; kiosk restore SESSION takes that one back.\n";
        const auto open = std::ranges::count_if(conflicts(hub, event), [](const Conflict& each) { return !each.resolved; });
        if (open > 0) out << counted(static_cast<std::size_t>(open), "ticket") << " let in twice: kiosk hub conflicts\n";
    }

  private:
    std::string url_;
    bool json_ = false;
};

class HubConflictsCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("conflicts", "tickets that were let in twice, at different doors");
        words.add_option("--hub", url_, "the organiser's address of the hub")->type_name("URL");
        words.add_flag("--json", json_, "for programs");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const Database database = open_any(file);
        Postgres hub = connect_as_organiser(database, url_);
        const auto list = conflicts(hub, event_on(hub, database));
        const Zone zone = zone_here(database);
        if (json_) return print(out, conflicts_json(list, zone));
        for (const Conflict& each : list) {
            out << each.id << "  attendee " << each.attendee << "  " << (each.resolved ? "settled: " + *each.resolved : "open") << "\n";
            for (const ConflictingCheckIn& one : each.check_ins)
                out << "    " << in_zone(one.at, zone) << "  " << one.device << (one.offline ? "  (offline)" : "") << "\n";
        }
        if (list.empty()) out << "No ticket was let in twice.\n";
    }

  private:
    static Json conflicts_json(const std::vector<Conflict>& list, const Zone& zone) {
        Json result = Json::array();
        for (const Conflict& each : list) {
            Json check_ins = Json::array();
            for (const ConflictingCheckIn& one : each.check_ins)
                check_ins.push_back({{"device", one.device}, {"at", in_zone(one.at, zone)}, {"offline", one.offline}});
            result.push_back({{"id", each.id}, {"attendee", each.attendee}, {"check_ins", check_ins}, {"resolved", value_or_null(each.resolved)}});
        }
        return result;
    }

    std::string url_;
    bool json_ = false;
};

class HubResolveCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("resolve", "settle a ticket that was let in twice");
        words.add_option("ID", id_, "of hub conflicts")->required();
        words.add_option("VERDICT", verdict_, "allow: both stay; deny: all but the first are taken back")
            ->required()
            ->check(CLI::IsMember({"allow", "deny"}));
        words.add_option("--hub", url_, "the organiser's address of the hub")->type_name("URL");
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const Database database = open_any(file);
        if (trimmed(id_).empty()) throw UsageError("ID: kiosk hub conflicts says which conflicts there are");
        Postgres hub = connect_as_organiser(database, url_);
        const std::string event = event_on(hub, database);
        const auto list = conflicts(hub, event);
        const auto known = std::ranges::find(list, id_, &Conflict::id);
        if (verdict_ == "allow" && known != list.end() && known->resolved == "deny")
            throw std::runtime_error("the conflict " + id_ + " was settled with deny: the admissions that were taken back stay so; whoever is to count as "
                                     "admitted again has to be checked in again");
        if (!resolve_conflict(hub, event, id_, verdict_))
            throw std::runtime_error("there is no conflict " + in_quotes(clean_utf8(id_)) + ": kiosk hub conflicts lists them");
        out << "The conflict " << id_ << " is settled: " << (verdict_ == "allow" ? "both admissions stay" : "all admissions but the first are taken back")
            << ".\n";
    }

  private:
    std::string id_, verdict_, url_;
};

}  // namespace

std::unique_ptr<Command> hub_status_command() { return std::make_unique<HubStatusCommand>(); }
std::unique_ptr<Command> hub_conflicts_command() { return std::make_unique<HubConflictsCommand>(); }
std::unique_ptr<Command> hub_resolve_command() { return std::make_unique<HubResolveCommand>(); }

}  // namespace kiosk

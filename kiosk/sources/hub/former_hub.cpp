#include "kiosk/sources/hub/former_hub.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "kiosk/base/iso_time.h"

namespace kiosk {
namespace {

using Json = nlohmann::json;

constexpr const char* handing_over = "take over what the hub before it knew";
constexpr std::size_t rows_at_once = 1000;

template <typename T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

void write_devices(Postgres& hub, const std::string& event, const std::map<std::string, std::string>& names) {
    Json rows = Json::array();
    for (const auto& [id, name] : names) rows.push_back({{"id", id}, {"name", name}});
    hub.run("INSERT INTO kiosk.device (id, event, name, revoked_at) SELECT x.id, $1, x.name, now() FROM json_to_recordset($2) AS "
            "x(id text, name text) ON CONFLICT (id) DO NOTHING",
            handing_over, {event, rows.dump()});
}

void write_check_ins(Postgres& hub, const std::string& event, const Json& rows) {
    hub.run("INSERT INTO kiosk.check_in (event, id, attendee, session, at, device, undoes, place, offline) SELECT $1, x.id, x.attendee, "
            "x.session, x.at, x.device, x.undoes, x.place, x.offline FROM json_to_recordset($2) AS x(id text, attendee text, session text, "
            "at timestamptz, device text, undoes text, place text, offline boolean) ON CONFLICT (event, id) DO NOTHING",
            handing_over, {event, rows.dump()});
    hub.run("SELECT kiosk.find_conflicts($1, ARRAY(SELECT x.id FROM json_to_recordset($2) AS x(id text)))", handing_over, {event, rows.dump()});
}

}  // namespace

HandedOver hand_over(const Database& database, Postgres& hub, const std::string& event, const std::string& own,
                     const std::function<std::string(const SentCheckIn&)>& place_of) {
    const auto list = known_check_ins(database);
    std::map<std::string, std::string> names;
    HandedOver done;
    for (const SentCheckIn& each : list) {
        names.emplace(each.device, each.device_name);
        if (each.device != own && !each.undoes) ++done.check_ins;
    }
    write_devices(hub, event, names);
    done.devices = static_cast<int>(std::ranges::count_if(names, [&](const auto& each) { return each.first != own && each.first != event; }));
    for (std::span<const SentCheckIn> left = list; !left.empty(); left = left.subspan(std::min(left.size(), rows_at_once))) {
        Json rows = Json::array();
        for (const SentCheckIn& each : left.first(std::min(left.size(), rows_at_once)))
            rows.push_back({{"id", each.id},
                            {"attendee", each.attendee},
                            {"session", or_null(each.session)},
                            {"at", iso_time_utc(each.at)},
                            {"device", each.device},
                            {"undoes", or_null(each.undoes)},
                            {"place", place_of(each)},
                            {"offline", each.offline}});
        write_check_ins(hub, event, rows);
    }
    for (const HubConflict& each : settled_conflicts(database))
        hub.run("UPDATE kiosk.conflict SET resolved = $3, resolved_at = now() WHERE event = $1 AND id = $2", handing_over,
                {event, each.id, each.resolved});
    return done;
}

}  // namespace kiosk

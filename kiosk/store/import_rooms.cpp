#include "kiosk/store/import_rooms.h"

#include <algorithm>
#include <climits>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

/// The source's rooms with their places in its order.
std::unordered_map<std::string, int> listed_rooms(const Settled& content) {
    std::unordered_map<std::string, int> places;
    for (const std::string& room : content.rooms) places.emplace(room, static_cast<int>(places.size()));
    for (const SettledSession& each : content.sessions) {
        if (each.session.room) places.emplace(*each.session.room, static_cast<int>(places.size()));
        for (const std::string& room : each.session.also_in) places.emplace(room, static_cast<int>(places.size()));
    }
    return places;
}

struct PlacedRoom {
    std::string name = {};
    int source = 0;
    int place = 0;
};

}  // namespace

void write_rooms(sqlite3* database, int source, const Settled& content) {
    Statement room{database,
                   "INSERT INTO room (name, source, position) VALUES (?, ?, ?) "
                   "ON CONFLICT (name) DO UPDATE SET source = coalesce(source, excluded.source)",
                   "write the rooms"};
    for (const auto& [name, place] : listed_rooms(content)) room.bind(name).bind(source).bind(place).run();
}

void tidy_rooms(sqlite3* database, int source, const Settled& content) {
    const char* tried = "put the rooms in order";
    const auto listed = listed_rooms(content);
    std::vector<std::string> dropped;
    Statement own{database, "SELECT name FROM room WHERE source = ?", tried};
    own.bind(source);
    while (own.step())
        if (!listed.contains(own.text(0))) dropped.push_back(own.text(0));
    const std::string users = "FROM session WHERE room = ?1 OR id IN (SELECT session FROM session_also_in WHERE room = ?1)";
    Statement leave{database, "UPDATE room SET source = (SELECT min(source) " + users + ") WHERE name = ?1", tried};
    Statement remove{database,
                     "DELETE FROM room WHERE name = ?1 AND source IS NULL AND NOT by_hand AND NOT EXISTS (SELECT 1 " + users + ")",
                     tried};
    for (const std::string& name : dropped) {
        leave.bind(name).run();
        remove.bind(name).run();
    }

    std::vector<PlacedRoom> rooms;
    Statement all{database, "SELECT name, source, position FROM room ORDER BY position, name", tried};
    while (all.step()) {
        const int owner = all.optional_integer(1).value_or(INT_MAX);
        rooms.push_back({all.text(0), owner, owner == source ? listed.at(all.text(0)) : all.integer(2)});
    }
    std::ranges::stable_sort(rooms, {}, [](const PlacedRoom& room) { return std::tuple{room.source, room.place}; });
    Statement move{database, "UPDATE room SET position = ? WHERE name = ?", tried};
    for (std::size_t i = 0; i < rooms.size(); ++i) move.bind(static_cast<int>(i)).bind(rooms[i].name).run();
}

}  // namespace kiosk

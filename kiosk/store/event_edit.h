#pragma once

#include <optional>
#include <string>

#include "kiosk/store/database.h"

namespace kiosk {

/// What an organiser sets of the event; none leaves a field as it is.
struct EventEdit {
    std::optional<std::string> name = {};
    std::optional<std::string> timezone = {};  // must be known to this machine; moves what was given as clock faces
    std::optional<std::string> language = {};
    std::optional<std::string> notice = {};
    std::optional<bool> admits_once = {};
    std::optional<bool> names_phones = {};
};

/// Sets fields of the event, which imports then leave alone. Makes the event where there is none.
///
/// @throws StoreError  when there is none and name and zone are not both given
void edit_event(Database& database, const EventEdit& edit);

/// What an organiser sets of a room; none leaves a field as it is.
struct RoomEdit {
    std::optional<int> capacity = {};  // persons, at least 1
    std::optional<std::string> where = {};
};

/// Sets fields of a room; makes the room where it is new, after the others.
///
/// @throws StoreError  when there is no event
void edit_room(Database& database, const std::string& name, const RoomEdit& edit);

}  // namespace kiosk

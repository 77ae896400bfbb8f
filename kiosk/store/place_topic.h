#pragma once

#include <string>

#include "kiosk/domain/placing.h"
#include "kiosk/store/database.h"
#include "kiosk/store/edit_log.h"

namespace kiosk {

/// How a topic is to be placed.
struct PlaceOptions {
    bool force = false;      // in spite of a conflict
    bool from_face = false;  // the start was given as a clock face: a change of the event's zone moves it
    Author author = {};
};

/// Gives a topic a room and a time, or another one than it has; a new room is made after the others.
///
/// @return  what spoke against it; then nothing was written, unless forced
/// @throws StoreError  when there is no such topic
PlacingConflict place_topic(Database& database, const Placing& placing, const PlaceOptions& options);

/// Takes a topic off its place.
///
/// @return  false when it had none
bool unplace_topic(Database& database, const std::string& topic, const Author& author = {});

/// Makes the session of a topic that is placed say what the topic says: its title, and as its people the contact.
void follow_topic(sqlite3* database, const std::string& topic);

}  // namespace kiosk

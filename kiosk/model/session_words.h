#pragma once

#include <string>

#include "kiosk/domain/programme.h"
#include "kiosk/model/format.h"

namespace kiosk {

/// "until 11:30", "until tomorrow 09:00".
std::string until_words(const Session& session, Instant now, const TimeWords& times);

/// "started 10:00", "started yesterday 22:00".
std::string started_words(const Session& session, Instant now, const TimeWords& times);

/// How far a running session is, 0 to 1, by whole minutes as its clocks show them.
double progress_at(const Session& session, Instant now);

/// "2 will attend"; empty when nobody raised a hand. Who did so twice counts once.
std::string attendance(const Topic& topic, const Catalogue& words);

/// Whether a session of the room began in [from, now) and is over; cancelled ones don't count.
///
/// @param room  null: sessions in none of the programme's rooms
bool ended_in(const Programme& programme, const Room* room, Instant from, Instant now);

/// Whether a session happens in a room.
///
/// @param room  null: in none of the programme's rooms
bool is_in(const Session& session, const Room* room, const Programme& programme);

}  // namespace kiosk

#pragma once

#include <string>
#include <vector>

#include "kiosk/domain/draft.h"
#include "kiosk/domain/placing.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// A session with its moments decided.
struct SettledSession {
    Session session = {};
    bool from_face = false;     // the file gave a clock face only: a change of the event's zone moves it
    bool id_from_title = false;  // the file gives no id
};

/// A file's content with everything decided that can be decided without the database.
struct Settled {
    std::string format = {};
    std::string acronym = {};
    Event event = {};  // name empty when the file gives none; notice empty; days by date
    bool days_from_faces = false;  // the days' hours stand in the file as clock faces: a change of the zone moves them
    std::vector<std::string> rooms = {};
    std::vector<SettledSession> sessions = {};  // distinct ids, never empty; by start, end, room order, id
    std::vector<Topic> topics = {};             // distinct ids, never empty
    std::vector<Placing> placings = {};         // of these topics, where somebody had given them a place by hand
    std::vector<Problem> skipped = {};
    std::vector<Problem> warnings = {};
};

/// Decides what a file means: its zone, each session's moments, cancellations, duplicates and ids.
///
/// The zone is the one asked for, else the file's, else the city's, else a guess with a warning. An offset that the file
/// writes beside a time always holds.
///
/// @param timezone  asked for by the organiser; empty: not; must be a zone of the database
Settled settle(Draft draft, const std::string& timezone);

}  // namespace kiosk

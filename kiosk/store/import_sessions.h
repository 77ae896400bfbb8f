#pragma once

#include <vector>

#include "kiosk/domain/programme_changes.h"
#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"
#include "kiosk/store/edit_log.h"

namespace kiosk {

/// How the sessions of a source are written.
struct SessionWriting {
    bool moves_with_zone = true;  // what the file gave as clock faces is in the event's zone
    Author author = {};           // of the import; signs what it takes back of hand changes
    std::vector<Problem>* warnings = nullptr;
};

/// Brings the sessions of a source up to date. Those that it had before keep their ids; those that it no longer has are
/// removed, each with a warning. Hand changes hold on, but for those of sessions that the source itself changed since:
/// they are taken back, each session with a warning.
///
/// @return  what the source changed since it was imported last
ProgrammeChanges write_sessions(sqlite3* database, int source, const Settled& content, const SessionWriting& writing);

}  // namespace kiosk

#pragma once

#include <vector>

#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// How the sessions of a source are written.
struct SessionWriting {
    bool moves_with_zone = true;  // what the file gave as clock faces is in the event's zone
    std::vector<Problem>* warnings = nullptr;
};

/// Brings the sessions of a source up to date. Those that it had before keep their ids; those that it no longer has are
/// removed, each with a warning.
void write_sessions(sqlite3* database, int source, const Settled& content, const SessionWriting& writing);

/// Brings the topics of a source up to date, as `write_sessions`; one that was placed by hand stays.
void write_topics(sqlite3* database, int source, const Settled& content, std::vector<Problem>& warnings);

}  // namespace kiosk

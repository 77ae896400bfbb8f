#pragma once

#include <vector>

#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Brings the topics of a source up to date. Those that it had before keep their ids; those that it no longer has are
/// removed, each with a warning; one that was placed by hand stays.
void write_topics(sqlite3* database, int source, const Settled& content, std::vector<Problem>& warnings);

}  // namespace kiosk

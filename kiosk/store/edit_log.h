#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "kiosk/domain/edit.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// When and on which machine somebody changes something.
struct Author {
    Instant at = {};
    std::string device = {};  // the machine's name
};

/// A random id of 32 hexadecimal digits, for an edit or a batch.
std::string random_id(sqlite3* database);

/// All edits in the order in which they hold.
std::vector<Edit> edit_log(const Database& database);

/// The edits of each session, or of one alone, in the order in which they hold.
std::map<std::string, std::vector<Edit>> edits_by_session(sqlite3* database);
std::vector<Edit> edits_of(sqlite3* database, const std::string& session);

/// Adds edits behind the others; those that are there already count once. The sessions are left as they are.
void add_edits(sqlite3* database, std::span<const Edit> edits);

/// Takes over edits of other machines: adds those that are new, brings all into the order given, and makes the sessions
/// say what follows. Edits that are not in the list (they have not been sent yet) come last. One of a session that is
/// not here (yet) waits in the log.
///
/// @param edits  all, in the order in which they hold everywhere
/// @param at     when the changes are seen here
void take_edits(Database& database, std::span<const Edit> edits, Instant at);

}  // namespace kiosk

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/domain/edit.h"
#include "kiosk/domain/programme.h"
#include "kiosk/store/database.h"
#include "kiosk/store/edit_log.h"

namespace kiosk {

/// Changes sessions by hand, all in one transaction and under one batch.
///
/// @param decide  says on the programme as it stands what is to be changed: kind, session, and what it gets; the rest of
///                each edit is filled in. What it throws leaves everything as it was.
/// @throws StoreError  when there is no event
void change_by_hand(Database& database, const Author& author, const std::function<std::vector<Edit>(const Programme&)>& decide);

/// The last change by hand of a session that still counts, with all that the same command changed.
///
/// @return  none: its source has the say
std::optional<Edit> last_change(const Database& database, const std::string& session);

/// Takes back all that one command changed. What others changed later stays. A room that it made goes where nothing else needs
/// it.
///
/// @return  the sessions, in the order in which they were changed
std::vector<std::string> take_back(Database& database, const std::string& batch, const Author& author);

}  // namespace kiosk

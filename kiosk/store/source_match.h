#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The stored event as an import sees it.
struct StoredEvent {
    std::string name = {};
    std::string timezone = {};
    bool timezone_by_hand = false;
};

/// @return none while no event is there
std::optional<StoredEvent> stored_event(sqlite3* database);

/// What a settled file is to the stored event.
struct SourceMatch {
    bool same_event = false;
    bool event_is_unnamed = false;  // no file has said the event's name yet
    std::optional<int> source = {};  // the source that it is again; none: another one of the same event
};

/// Finds out whether a file belongs to the stored event, and which of its sources it is (see `store_import`).
SourceMatch match_source(sqlite3* database, const StoredEvent& event, const Settled& content, const std::string& path);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"
#include "kiosk/domain/programme_changes.h"
#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Reads the whole event.
///
/// @return none while no event is there
std::optional<Programme> load_programme(const Database& database);

bool holds_event(const Database& database);

/// Counts the hands for topics anew: they change without the programme.
void load_hands(const Database& database, std::vector<Topic>& topics);

/// What an import changed, and under which name.
struct ImportOutcome {
    std::string event = {};
    std::vector<Problem> warnings = {};  // e.g. a placed topic that the source no longer has
    ProgrammeChanges changes = {};       // of sessions, since this source was imported last
};

/// How an import is to be carried out.
struct ImportOptions {
    std::string path = {};      // of the file, absolute; empty: it has none
    Instant at = {};            // moment of the import
    std::string device = {};    // name of the machine
    bool replace = false;       // another event may be replaced
    bool dry_run = false;       // all checks, nothing written
    bool zone_is_asked = false;  // the organiser named the zone: it becomes the event's
};

/// Writes a settled file, all or nothing. The same source again (same path, or things in common: a guid, or an id with
/// its title) updates in place, keeping ids and all that was placed or set by hand; another source of the same event
/// adds. It is the same event when name or acronym are equal but for case and white space, when the file names
/// none, when they have a guid in common, or when the same path still has most of what it had; where no file has named
/// the event yet, also when the file has most of what is there.
///
/// @throws StoreError  when the file is of another event and `replace` is not set; the sentence names both
ImportOutcome store_import(Database& database, const Settled& content, const ImportOptions& options);

/// The zone in which a file of the stored event is to be settled, where that is not for the file to say: the one set by
/// hand, or the event's for a file that names none.
///
/// @return  none when the file's own holds, or it is not of the stored event
std::optional<std::string> zone_to_keep(const Database& database, const Settled& content, const std::string& path,
                                        bool file_names_zone);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"
#include "kiosk/domain/settle.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Reads the whole event.
///
/// @return none while no event is there
std::optional<Programme> load_programme(const Database& database);

/// What an import changed, and under which name.
struct ImportOutcome {
    std::string event = {};
    std::vector<Problem> warnings = {};  // e.g. a placed topic that the source no longer has
};

/// How an import is to be carried out.
struct ImportOptions {
    std::string path = {};  // of the file, absolute
    Instant at = {};        // moment of the import
    bool replace = false;   // another event may be replaced
    bool dry_run = false;   // all checks, nothing written
};

/// Writes a settled file, all or nothing. The same source again (same path; or same format and at least one id in
/// common) updates in place, keeping ids and all that was placed or set by hand; another source of the same event adds.
///
/// @throws StoreError  when the file is of another event and `replace` is not set; the sentence names both
ImportOutcome store_import(Database& database, const Settled& content, const ImportOptions& options);

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "kiosk/domain/programme_changes.h"
#include "kiosk/domain/settle.h"

namespace kiosk {

/// A schedule from outside that somebody wants in the database.
struct ImportRequest {
    std::string content = {};   // its bytes
    std::string name = {};      // as sentences call it: “talks.xml”, the standard input
    std::string path = {};      // absolute, or its address; empty: it has none
    std::string timezone = {};  // asked for by the organiser; empty: not
    std::string device = {};    // name of this machine
    bool replace = false;       // another event in the database makes room
    bool dry_run = false;
};

/// What an import did, as it is told.
struct ImportReport {
    std::string event = {};
    Settled content = {};  // its warnings are all warnings
    ProgrammeChanges changes = {};
    bool dry_run = false;

    std::size_t cancelled() const;
};

/// Reads a schedule of any known format into the database, all or nothing.
///
/// @throws std::runtime_error  when it is not understood, is of another event, or can't be written; a whole sentence
ImportReport import_schedule(const std::filesystem::path& database, ImportRequest request);

}  // namespace kiosk

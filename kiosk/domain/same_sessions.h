#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// What tells sessions of two imports of one source apart.
struct KnownSession {
    std::string key = {};         // what the source calls it
    std::string guid = {};        // empty: none
    bool key_from_title = false;  // the source gives no id; the key was made of the title
    std::string title = {};
    std::vector<std::string> people = {};
    Instant starts = {};
    std::optional<std::string> room = {};
};

/// Finds each session of a new import among those of the one before: by its world-wide id, by its id, and where one side
/// has no id by title, people and start: two of the three, or a title that only one on each side has. Of several that
/// share an id those at the same time go together first, then in the order of their starts.
///
/// @return  for each of `after` its place in `before`, each place at most once; none: it is new
std::vector<std::optional<std::size_t>> same_sessions(std::span<const KnownSession> before, std::span<const KnownSession> after);

}  // namespace kiosk

#pragma once

#include <cstddef>

namespace kiosk {

/// How much of a source's sessions is different from its last import. One that moved in time and room counts in both.
struct ProgrammeChanges {
    std::size_t added = 0;    // was not there; at a first import all
    std::size_t removed = 0;  // is no longer there
    std::size_t moved_time = 0;  // starts at another moment
    std::size_t moved_room = 0;  // is in other rooms
    std::size_t retitled = 0;
    std::size_t cancelled = 0;  // was to take place, and is called off
    std::size_t restored = 0;   // was called off, and takes place after all

    bool operator==(const ProgrammeChanges&) const = default;
};

}  // namespace kiosk

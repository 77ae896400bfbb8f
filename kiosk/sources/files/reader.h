#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/domain/draft.h"

namespace kiosk {

/// What became of reading a file.
struct Reading {
    bool understood = false;
    Draft draft = {};              // when understood
    std::string refusal = {};      // when not: a sentence with what it looks like and where reading stopped
};

/// One format of the outside world. Neither function throws, whatever the bytes.
struct Reader {
    std::string_view format;                      // e.g. "frab-xml"
    std::string_view description;                 // for people: "frab / Pentabarf / pretalx XML"
    bool (*recognises)(std::string_view content);  // by a look at the content, UTF-8 without NUL; cheap
    Reading (*read)(std::string_view content);     // may refuse where it recognised
};

/// All formats that can be read, in the order in which they are tried.
std::span<const Reader> readers();

/// The largest file that is read, in bytes; a larger one is refused, so nobody need load it.
constexpr std::size_t largest_file = 64UL * 1024 * 1024;

/// Finds the format by content and reads it.
///
/// @param content  the file's bytes, in UTF-8, UTF-16, Latin-1, or what an XML declaration names
Reading read_schedule(std::string_view content);

}  // namespace kiosk

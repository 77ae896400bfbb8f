#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// One format in which a programme can be handed on. What is written is read back by our own readers as the same
/// programme: event (name, zone, city, country, language), days, rooms, sessions, topics and where these were placed.
/// What hangs at the venue stays here: notice, capacities, ways to the rooms.
struct Writer {
    std::string_view ending;                                     // of its files, without the dot: "xml"
    std::string_view description;                                // for people: "frab XML"
    std::string (*write)(const Programme& programme, Instant now);  // UTF-8
};

/// All formats that can be written.
std::span<const Writer> writers();

/// The format of a file's ending, capitals or not; null when there is none.
const Writer* writer_for(std::string_view ending);

Writer frab_xml_writer();
Writer frab_json_writer();
Writer ical_writer();
Writer csv_writer();
Writer wikitext_writer();

}  // namespace kiosk

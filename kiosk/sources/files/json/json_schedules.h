#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// The JSON of frab and pretalx and of c3voc's schedule, whose sessions stand below days and rooms or in one list. A file
/// that names its schema is held to it where ids go wrong otherwise.
Reader conference_json_reader();

/// The list that SCaLE's signs are fed with: one object a session with Name, Location, StartTime.
Reader scale_json_reader();

/// OPass' session.json: sessions that name speakers, rooms and types by id, with texts in several languages.
Reader opass_json_reader();

/// What Indico's HTTP export gives, with its contributions.
Reader indico_json_reader();

}  // namespace kiosk

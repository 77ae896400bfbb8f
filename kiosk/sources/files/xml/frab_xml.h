#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// The XML of Pentabarf, frab and pretalx, and EuroPython's kin of it: schedule / day / room / event, where rooms may be
/// left out and events may be called entries. Entities from outside are never read, nor any from a DOCTYPE.
Reader frab_xml_reader();

}  // namespace kiosk

#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// A table with a header line, separated by commas, semicolons or tabs, one session a line. The columns are known by their
/// names ("Title", "Start Date", "Raum", "Speakers" …).
Reader csv_reader();

}  // namespace kiosk

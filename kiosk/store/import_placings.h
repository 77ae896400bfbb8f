#pragma once

#include <sqlite3.h>

#include "kiosk/domain/settle.h"

namespace kiosk {

/// Gives topics the places that the file says somebody had given them by hand. A topic that has a place already keeps it.
/// After rooms and topics.
void write_placings(sqlite3* database, int source, const Settled& content);

}  // namespace kiosk

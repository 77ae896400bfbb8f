#pragma once

#include <sqlite3.h>

#include "kiosk/domain/settle.h"
#include "kiosk/store/edit_log.h"

namespace kiosk {

/// Gives topics the places that the file says somebody had given them by hand. What was done by hand here goes before.
/// After rooms and topics.
void write_placings(sqlite3* database, int source, const Settled& content, const Author& author);

}  // namespace kiosk

#pragma once

#include <sqlite3.h>

namespace kiosk {

/// Gives a connection what its SQL uses beyond SQLite's own functions:
///
/// `kiosk_bytes(digits)`: the bytes that hexadecimal digits stand for; NULL where they are none. SQLite has it
/// since 3.41, Debian 12 has 3.40.
///
/// At once, as SQLite prepares everything anew after a function is added.
void add_functions(sqlite3* database);

}  // namespace kiosk

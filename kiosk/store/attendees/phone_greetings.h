#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/greeting.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The four bytes that stand for a machine in what its screens show to phones.
std::string machine_mark(std::string_view machine);

/// A greeting as it lies in the database, and as it travels.
struct SealedGreeting {
    std::string id = {};
    std::string machine = {};  // the mark of the one whose screen it is for, in hexadecimal digits
    std::string content = {};
    Instant at = {};           // when it was said, by the hub's clock
};

/// Leaves a greeting for another process, on this machine or another, within a transaction; those of a minute ago go.
///
/// @param machine  the mark of the one whose screen it is for
void leave_greeting(Database& database, const HashKey& key, std::string_view machine, const Greeting& greeting, Instant at);

/// Puts down one that is sealed already, within a transaction; those of a minute ago go.
void put_greeting(Database& database, const SealedGreeting& greeting, Instant now);

/// What was left for a machine's screen, in no order.
///
/// @param machine  its mark
std::vector<SealedGreeting> greetings_for(const Database& database, std::string_view machine);

/// @return none when it was sealed by another key, or is not understood: a newer kiosk may say more
std::optional<Greeting> opened_greeting(const Database& database, const HashKey& key, const SealedGreeting& greeting);

}  // namespace kiosk

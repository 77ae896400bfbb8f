#pragma once

#include <string>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/store/attendees/phone_greetings.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// A hand raised for a topic, or taken down again, as it travels.
struct SentHand {
    std::string id = {};
    std::string topic = {};
    std::string attendee = {};
    bool raised = true;
    Instant at = {};
    std::string device = {};  // its id, and what people call it
    std::string device_name = {};
    bool again = false;       // the hub had it once and may have lost it
};

/// The oldest hands that the hub has not taken yet; of each attendee and topic what was done last.
std::vector<SentHand> unsent_hands(const Database& database, int at_most);

/// Writes a hand of the hub's, within a transaction. What was done here and the hub has not taken yet comes after it.
///
/// @return  false when it is so already
bool write_arrived_hand(Database& database, const SentHand& hand);

/// Writes how many hands are up for a topic, on a machine that may not know whose; within a transaction.
void write_hands(Database& database, const std::string& topic, int hands);

/// All counts come anew.
void forget_hands(Database& database);

/// The greetings that the hub has not taken yet.
std::vector<SealedGreeting> unsent_greetings(const Database& database, int at_most);

/// Whether a greeting is here.
bool has_greeting(const Database& database, const std::string& id);

}  // namespace kiosk

#pragma once

#include <set>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/store/attendees/check_ins.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// An attendee's hand for a topic.
struct TopicHand {
    std::string topic = {};
    std::string attendee = {};
    bool raised = true;
    Instant at = {};
};

/// Raises a hand, or takes it down, within a transaction; each attendee has one for each topic.
void set_hand(Database& database, const TopicHand& hand, const Device& device);

/// The ids of the topics for which an attendee's hand is up.
std::set<std::string> topics_with_hand(const Database& database, const std::string& attendee);

}  // namespace kiosk

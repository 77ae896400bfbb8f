#include "kiosk/store/attendees/topic_hands.h"

#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr std::size_t id_bytes = 16;

}  // namespace

void set_hand(Database& database, const TopicHand& hand, const Device& device) {
    write_device(database, device);
    Statement{database,
              "INSERT INTO topic_hand (topic, attendee, raised, at, device, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
              "ON CONFLICT (topic, attendee) DO UPDATE SET raised = ?3, at = ?4, device = ?5, id = ?6 WHERE raised <> ?3",
              "raise a hand for a topic"}
        .bind(hand.topic)
        .bind(hand.attendee)
        .bind(hand.raised)
        .bind(hand.at)
        .bind(device.id)
        .bind(hexadecimal(random_bytes(id_bytes)))
        .run();
}

std::set<std::string> topics_with_hand(const Database& database, const std::string& attendee) {
    Statement rows{database, "SELECT topic FROM topic_hand WHERE attendee = ? AND raised", "read the hands for topics"};
    rows.bind(attendee);
    std::set<std::string> topics;
    while (rows.step()) topics.insert(rows.text(0));
    return topics;
}

}  // namespace kiosk

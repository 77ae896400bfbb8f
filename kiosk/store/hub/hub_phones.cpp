#include "kiosk/store/hub/hub_phones.h"

#include "kiosk/store/hub/hub_outbox.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read what phones did for the hub";
constexpr const char* writing = "write what phones did elsewhere";

}  // namespace

std::vector<SentHand> unsent_hands(const Database& database, int at_most) {
    Statement row{database,
                  "SELECT h.id, h.topic, h.attendee, h.raised, h.at, o.again FROM hub_outbox o JOIN topic_hand h ON h.id = o.id "
                  "WHERE o.kind = 'hand' ORDER BY o.number LIMIT ?",
                  reading};
    row.bind(at_most);
    std::vector<SentHand> list;
    while (row.step())
        list.push_back({.id = row.text(0),
                        .topic = row.text(1),
                        .attendee = row.text(2),
                        .raised = row.integer(3) != 0,
                        .at = row.instant(4).value_or(Instant{}),
                        .again = row.integer(5) != 0});
    return list;
}

bool write_arrived_hand(Database& database, const SentHand& hand) {
    sqlite3* handle = database.handle();
    write_arrived_device(database, {.id = hand.device, .name = hand.device_name});
    Statement{handle,
              "INSERT INTO topic_hand (topic, attendee, raised, at, device, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
              "ON CONFLICT (topic, attendee) DO UPDATE SET raised = ?3, at = ?4, device = ?5, id = ?6 WHERE topic_hand.id <> ?6 "
              "AND NOT EXISTS (SELECT 1 FROM hub_outbox o WHERE o.kind = 'hand' AND o.id = topic_hand.id)",
              writing}
        .bind(hand.topic)
        .bind(hand.attendee)
        .bind(hand.raised)
        .bind(hand.at)
        .bind(hand.device)
        .bind(hand.id)
        .run();
    return sqlite3_changes(handle) > 0;
}

void write_hands(Database& database, const std::string& topic, int hands) {
    Statement{database, "INSERT INTO hub_hands (topic, hands) VALUES (?1, ?2) ON CONFLICT (topic) DO UPDATE SET hands = ?2", writing}
        .bind(topic)
        .bind(hands)
        .run();
}

void forget_hands(Database& database) { Statement{database, "DELETE FROM hub_hands", writing}.run(); }

std::vector<SealedGreeting> unsent_greetings(const Database& database, int at_most) {
    Statement row{database,
                  "SELECT g.id, g.machine, g.content, g.at FROM hub_outbox o JOIN phone_greeting g ON g.id = o.id "
                  "WHERE o.kind = 'greeting' ORDER BY o.number LIMIT ?",
                  reading};
    row.bind(at_most);
    std::vector<SealedGreeting> list;
    while (row.step())
        list.push_back({.id = row.text(0), .machine = row.text(1), .content = row.text(2), .at = row.instant(3).value_or(Instant{})});
    return list;
}

bool has_greeting(const Database& database, const std::string& id) {
    Statement row{database, "SELECT 1 FROM phone_greeting WHERE id = ?", reading};
    return row.bind(id).step();
}

}  // namespace kiosk

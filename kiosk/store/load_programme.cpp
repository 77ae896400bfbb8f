#include <algorithm>
#include <unordered_map>

#include "kiosk/store/programme_store.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

std::vector<Day> load_days(sqlite3* database) {
    Statement rows{database, "SELECT date, min(opens), max(closes) FROM day GROUP BY date ORDER BY date", "read the days"};
    std::vector<Day> days;
    while (rows.step())
        if (const auto date = rows.date(0)) days.push_back({*date, rows.instant(1), rows.instant(2)});
    return days;
}

std::optional<Event> load_event(sqlite3* database) {
    Statement row{database, "SELECT name, timezone, city, country, language, notice, admit, phone_name FROM event", "read the event"};
    if (!row.step()) return std::nullopt;
    return Event{.name = row.text(0),
                 .timezone = row.text(1),
                 .city = row.text(2),
                 .country = row.text(3),
                 .language = row.text(4),
                 .notice = row.text(5),
                 .days = load_days(database),
                 .admits_once = row.text(6) == "event",
                 .names_phones = row.text(7) != "none"};
}

std::vector<Room> load_rooms(sqlite3* database) {
    Statement rows{database, "SELECT name, capacity, location FROM room ORDER BY position, name", "read the rooms"};
    std::vector<Room> rooms;
    while (rows.step())
        rooms.push_back({.name = rows.text(0), .capacity = rows.optional_integer(1), .where = rows.text(2)});
    return rooms;
}

template <typename Item>
std::unordered_map<std::string, Item*> by_id(std::vector<Item>& items) {
    std::unordered_map<std::string, Item*> result;
    for (Item& item : items) result.emplace(item.id, &item);
    return result;
}

std::vector<Session> load_sessions(sqlite3* database) {
    Statement rows{database,
                   "SELECT s.id, s.title, s.starts, s.ends, s.room, s.track, s.cancelled, s.topic, s.cancelled_at, s.guid FROM session s "
                   "LEFT JOIN room r ON r.name = s.room ORDER BY s.starts, s.ends, r.position IS NULL, r.position, s.id",
                   "read the sessions"};
    std::vector<Session> sessions;
    while (rows.step())
        sessions.push_back({.id = rows.text(0),
                            .guid = rows.text(9),
                            .title = rows.text(1),
                            .starts = rows.instant(2).value_or(Instant{}),
                            .ends = rows.instant(3).value_or(Instant{}),
                            .room = rows.optional_text(4),
                            .track = rows.text(5),
                            .cancelled = rows.integer(6) != 0,
                            .topic = rows.text(7),
                            .cancelled_at = rows.instant(8)});
    const auto session = by_id(sessions);
    Statement people{database, "SELECT session, name FROM session_person ORDER BY session, position", "read the people"};
    while (people.step()) session.at(people.text(0))->people.push_back(people.text(1));
    Statement rooms{database, "SELECT a.session, a.room FROM session_also_in a JOIN session s ON s.id = a.session WHERE NOT s.room_by_hand "
                    "ORDER BY a.session, a.position", "read the rooms"};
    while (rooms.step()) session.at(rooms.text(0))->also_in.push_back(rooms.text(1));
    Statement before{database, "SELECT session, room, starts, ends, left_at FROM earlier_place ORDER BY session, position",
                     "read where sessions were"};
    while (before.step())
        session.at(before.text(0))
            ->before.push_back({.room = before.optional_text(1),
                                .starts = before.instant(2).value_or(Instant{}),
                                .ends = before.instant(3).value_or(Instant{}),
                                .left_at = before.instant(4).value_or(Instant{})});
    // An admission counts one, and what takes it back takes away itself and the admission.
    Statement persons{database,
                      "SELECT session, count(*) - 2 * count(undoes) FROM check_in WHERE session IS NOT NULL GROUP BY session",
                      "count the check-ins"};
    while (persons.step())
        if (const auto known = session.find(persons.text(0)); known != session.end()) known->second->checked_in = std::max(0, persons.integer(1));
    return sessions;
}

/// A machine that may not know whose hands are up has the hub's counts in their place.
void count_hands(sqlite3* database, std::vector<Topic>& topics) {
    const auto topic = by_id(topics);
    Statement hands{database,
                    "SELECT topic, count(*) FROM topic_hand WHERE raised AND NOT EXISTS (SELECT 1 FROM hub_link WHERE NOT checks_in) GROUP BY topic "
                    "UNION ALL SELECT topic, hands FROM hub_hands WHERE EXISTS (SELECT 1 FROM hub_link WHERE NOT checks_in)",
                    "count the hands for topics"};
    for (Topic& each : topics) each.hands = 0;
    while (hands.step())
        if (const auto raised = topic.find(hands.text(0)); raised != topic.end()) raised->second->hands = hands.integer(1);
}

std::vector<Topic> load_topics(sqlite3* database) {
    const char* tried = "read the topics";
    Statement rows{database,
                   "SELECT id, title, inserted, verified, gsoc, contact, mailing_list, irc, difficulty, skills, "
                   "description, outcomes FROM topic ORDER BY source, position",
                   tried};
    std::vector<Topic> topics;
    while (rows.step())
        topics.push_back({.id = rows.text(0),
                          .title = rows.text(1),
                          .inserted = rows.date(2),
                          .verified = rows.optional_text(3),
                          .gsoc = rows.optional_text(4),
                          .contact = rows.optional_text(5),
                          .mailing_list = rows.optional_text(6),
                          .irc = rows.optional_text(7),
                          .difficulty = rows.optional_text(8),
                          .skills = rows.optional_text(9),
                          .description = rows.optional_text(10),
                          .outcomes = rows.optional_text(11)});
    const auto topic = by_id(topics);
    Statement comments{database, "SELECT topic, author, at, text FROM topic_comment ORDER BY topic, position", tried};
    while (comments.step())
        topic.at(comments.text(0))
            ->comments.push_back({comments.text(1), comments.instant(2).value_or(Instant{}), comments.text(3)});
    Statement votes{database, "SELECT topic, author, at, kind FROM topic_vote ORDER BY topic, position", tried};
    while (votes.step())
        topic.at(votes.text(0))->votes.push_back({votes.text(1), votes.instant(2).value_or(Instant{}), votes.text(3)});
    count_hands(database, topics);
    return topics;
}

}  // namespace

void load_hands(const Database& database, std::vector<Topic>& topics) { count_hands(database.handle(), topics); }

std::optional<Programme> load_programme(const Database& database) {
    std::optional<Programme> programme;
    database.snapshot([&] {
        if (auto event = load_event(database.handle()))
            programme = Programme{.event = std::move(*event),
                                  .rooms = load_rooms(database.handle()),
                                  .sessions = load_sessions(database.handle()),
                                  .topics = load_topics(database.handle())};
    });
    return programme;
}

}  // namespace kiosk

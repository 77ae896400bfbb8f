#include "kiosk/store/hub/hub_outbox.h"

#include "kiosk/store/hub/mirror.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read what the hub has not taken yet";
constexpr const char* writing = "write what the hub has";
constexpr const char* arriving = "write what came from the hub";

// Each statement has its costs: that many rows together take half the time of one after the other.
constexpr std::size_t check_ins_at_once = 50;

std::string insertion_of(std::size_t rows) {
    std::string sql = "INSERT INTO check_in (id, attendee, session, at, device, undoes) VALUES (?, ?, ?, ?, ?, ?)";
    for (std::size_t i = 1; i < rows; ++i) sql += ", (?, ?, ?, ?, ?, ?)";
    return sql + " ON CONFLICT DO NOTHING";
}

}  // namespace

int unsent(const Database& database) {
    Statement count{database, "SELECT count(*) FROM hub_outbox", reading};
    count.step();
    return count.integer(0);
}

Unsent what_is_unsent(const Database& database) {
    Statement kinds{database,
                    "SELECT max(kind = 'check_in' AND EXISTS (SELECT 1 FROM hub_link WHERE checks_in)), max(kind <> 'check_in') "
                    "FROM hub_outbox",
                    reading};
    kinds.step();
    if (kinds.integer(1) != 0) return Unsent::more_than_check_ins;
    return kinds.integer(0) != 0 ? Unsent::check_ins : Unsent::nothing;
}

std::set<std::string> never_sent_check_ins(const Database& database) {
    Statement row{database, "SELECT id FROM hub_outbox WHERE kind = 'check_in' AND NOT again", reading};
    std::set<std::string> ids;
    while (row.step()) ids.insert(row.text(0));
    return ids;
}

std::vector<SentCheckIn> unsent_check_ins(const Database& database, int at_most) {
    Statement row{database,
                  "SELECT c.id, c.attendee, c.session, c.at, c.device, c.undoes, o.again AND EXISTS (SELECT 1 FROM hub_offline f "
                  "WHERE f.check_in = c.id) FROM hub_outbox o JOIN check_in c ON c.id = o.id "
                  "WHERE o.kind = 'check_in' ORDER BY o.number LIMIT ?",
                  reading};
    row.bind(at_most);
    std::vector<SentCheckIn> list;
    while (row.step())
        list.push_back({.id = row.text(0),
                        .attendee = row.text(1),
                        .session = row.optional_text(2),
                        .at = row.instant(3).value_or(Instant{}),
                        .device = row.text(4),
                        .undoes = row.optional_text(5),
                        .offline = row.integer(6) != 0});
    return list;
}

std::vector<SentCheckIn> known_check_ins(const Database& database) {
    // What was recorded before there was any hub is this machine's, under whatever name it had.
    Statement row{database,
                  "SELECT c.id, c.attendee, c.session, c.at, iif(h.device IS NULL, l.device, d.id), iif(h.device IS NULL, l.name, d.name), c.undoes, "
                  "EXISTS (SELECT 1 FROM hub_offline f WHERE f.check_in = c.id) FROM check_in c JOIN device d ON d.id = c.device "
                  "JOIN hub_link l LEFT JOIN hub_device h ON h.device = c.device ORDER BY c.at, c.id",
                  reading};
    std::vector<SentCheckIn> list;
    while (row.step())
        list.push_back({.id = row.text(0),
                        .attendee = row.text(1),
                        .session = row.optional_text(2),
                        .at = row.instant(3).value_or(Instant{}),
                        .device = row.text(4),
                        .device_name = row.text(5),
                        .undoes = row.optional_text(6),
                        .offline = row.integer(7) != 0});
    return list;
}

void mark_offline(Database& database, std::span<const SentCheckIn> check_ins) {
    Statement mark{database, "INSERT OR IGNORE INTO hub_offline (check_in) VALUES (?)", writing};
    for (const SentCheckIn& each : check_ins)
        if (each.offline) mark.bind(each.id).run();
}

std::vector<SentEdit> unsent_edits(const Database& database, int at_most) {
    Statement row{database, "SELECT id FROM hub_outbox WHERE kind = 'edit' ORDER BY number LIMIT ?", reading};
    row.bind(at_most);
    std::vector<SentEdit> list;
    while (row.step()) list.push_back({.id = row.text(0), .content = edit_content(database, row.text(0))});
    return list;
}

void mark_sent(Database& database, const std::string& kind, std::span<const std::string> ids) {
    Statement gone{database, "DELETE FROM hub_outbox WHERE kind = ? AND id = ?", writing};
    for (const std::string& id : ids) gone.bind(kind).bind(id).run();
}

// Of whom a machine may know nothing it doesn't send anything either.
void refill_outbox(Database& database, const std::string& device) {
    Statement{database,
              "INSERT OR IGNORE INTO hub_outbox (kind, id, again) SELECT 'check_in', id, ?1 <> '' FROM check_in "
              "WHERE EXISTS (SELECT 1 FROM hub_link WHERE checks_in) AND (?1 = '' OR device = ?1 OR device NOT IN (SELECT device FROM hub_device) "
              // What the hub itself took back, for the organiser, is in nobody's name: the organiser's machine sends it.
              "OR EXISTS (SELECT 1 FROM hub_link l WHERE l.publishes AND l.event = check_in.device)) ORDER BY at",
              writing}
        .bind(device)
        .run();
    Statement{database, "INSERT OR IGNORE INTO hub_outbox (kind, id, again) SELECT 'edit', id, 1 FROM edit ORDER BY position", writing}
        .run();
    Statement{database,
              "INSERT OR IGNORE INTO hub_outbox (kind, id, again) SELECT 'hand', id, ?1 <> '' FROM topic_hand "
              "WHERE EXISTS (SELECT 1 FROM hub_link WHERE checks_in) ORDER BY at",
              writing}
        .bind(device)
        .run();
}

Pulling::Pulling(Database& database) : database_(database) {
    Statement{database_, "INSERT INTO hub_pulling (id) VALUES (1)", arriving}.run();
}

void Pulling::end() { Statement{database_, "DELETE FROM hub_pulling", arriving}.run(); }

void write_arrived_device(Database& database, const Device& device) {
    write_device(database, device);
    Statement{database, "INSERT OR IGNORE INTO hub_device (device) VALUES (?)", arriving}.bind(device.id).run();
}

CheckInWriter::CheckInWriter(Database& database)
    : database_(database),
      many_(database, insertion_of(check_ins_at_once), arriving),
      one_(database, insertion_of(1), arriving),
      offline_(database, "INSERT OR IGNORE INTO hub_offline (check_in) VALUES (?)", arriving),
      online_(database, "DELETE FROM hub_offline WHERE check_in = ?", arriving) {}

int CheckInWriter::write(std::span<const SentCheckIn> check_ins) {
    for (const SentCheckIn& each : check_ins)
        if (devices_.insert(each.device).second) write_arrived_device(database_, {.id = each.device, .name = each.device_name});
    int written = 0;
    for (; check_ins.size() >= check_ins_at_once; check_ins = check_ins.subspan(check_ins_at_once))
        written += insert(many_, check_ins.first(check_ins_at_once));
    for (; !check_ins.empty(); check_ins = check_ins.subspan(1)) written += insert(one_, check_ins.first(1));
    return written;
}

int CheckInWriter::insert(Statement& rows, std::span<const SentCheckIn> check_ins) {
    for (const SentCheckIn& each : check_ins)
        rows.bind_lasting(each.id)
            .bind_lasting(each.attendee)
            .bind_lasting(each.session)
            .bind(each.at)
            .bind_lasting(each.device)
            .bind_lasting(each.undoes);
    rows.run();
    const int written = sqlite3_changes(database_.handle());
    const bool are_new = written == static_cast<int>(check_ins.size());
    for (const SentCheckIn& each : check_ins) {
        if (each.offline) offline_.bind(each.id).run();
        // At least one was here: it was sent again since the answer got lost, and looked as if it had never been sent.
        if (!each.offline && !are_new) online_.bind(each.id).run();
    }
    return written;
}

std::vector<HubConflict> settled_conflicts(const Database& database) {
    Statement row{database, "SELECT id, attendee, resolved, stands FROM hub_conflict WHERE resolved IS NOT NULL ORDER BY id", reading};
    std::vector<HubConflict> list;
    while (row.step())
        list.push_back({.id = row.text(0), .attendee = row.text(1), .resolved = row.optional_text(2), .stands = row.integer(3) != 0});
    return list;
}

void write_conflict(Database& database, const HubConflict& conflict) {
    Statement{database,
              "INSERT INTO hub_conflict (id, attendee, resolved, stands) VALUES (?1, ?2, ?3, ?4) "
              "ON CONFLICT (id) DO UPDATE SET resolved = ?3, stands = ?4",
              arriving}
        .bind(conflict.id)
        .bind(conflict.attendee)
        .bind(conflict.resolved)
        .bind(conflict.stands)
        .run();
}

void forget_conflicts(Database& database) { Statement{database, "DELETE FROM hub_conflict", arriving}.run(); }

int open_conflicts(const Database& database) {
    Statement count{database, "SELECT count(*) FROM hub_conflict WHERE stands AND resolved IS NULL", reading};
    count.step();
    return count.integer(0);
}

}  // namespace kiosk

#include "kiosk/store/attendees/check_ins.h"

#include <cstdint>

#include "kiosk/base/text.h"
#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr std::size_t id_bytes = 16;
constexpr const char* writing = "record the check-in";

/// Random, behind the second in which it was made: what is recorded in one moment lies together, in every database of the
/// event. It comes round after half a year, which does no harm.
std::string id_of_check_in(Instant at) {
    constexpr int digits = 6;
    std::string id = hexadecimal(random_bytes(id_bytes));
    auto second = static_cast<std::uint64_t>(at.time_since_epoch().count());
    for (int i = digits; i-- > 0; second >>= 4) id[static_cast<std::size_t>(i)] = "0123456789abcdef"[second & 0xf];
    return id;
}

/// The same wherever it is made: two doors that take one check-in back make one record.
std::string id_of_undoing(const std::string& check_in) { return hexadecimal(sha256("undo " + check_in).substr(0, id_bytes)); }

CheckIn check_in_at(const Statement& row) {
    return {.id = row.text(0),
            .attendee = row.text(1),
            .session = row.optional_text(2),
            .at = row.instant(3).value_or(Instant{}),
            .device = row.text(4),
            .undone = row.integer(5) != 0};
}

}  // namespace

std::string device_id_of(std::string_view machine) { return hexadecimal(public_hash(machine)); }

void write_device(Database& database, const Device& device) {
    Statement known{database, "SELECT 1 FROM device WHERE id = ? AND name = ?", writing};
    if (known.bind(device.id).bind(device.name).step()) return;
    Statement{database, "INSERT INTO device (id, name) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET name = ?2", writing}
        .bind(device.id)
        .bind(device.name)
        .run();
}

void record_check_in(Database& database, const CheckInPlace& place, const Device& device) {
    write_device(database, device);
    Statement{database, "INSERT INTO check_in (id, attendee, session, at, device) VALUES (?, ?, ?, ?, ?)", writing}
        .bind(id_of_check_in(place.at))
        .bind(place.attendee)
        .bind(place.session)
        .bind(place.at)
        .bind(device.id)
        .run();
}

void try_to_record(Database& database) {
    // SQLite leaves out a write that changes nothing; a row that comes and goes is written.
    const std::string nobody = hexadecimal(random_bytes(id_bytes));
    database.transaction([&] {
        Statement{database, "INSERT INTO device (id, name) VALUES (?, '')", writing}.bind(nobody).run();
        Statement{database, "DELETE FROM device WHERE id = ?", writing}.bind(nobody).run();
    });
}

int persons_in(const Database& database, const std::string& session) {
    Statement row{database,
                  "SELECT count(*) - 2 * count(undoes) FROM check_in WHERE session = ?", "count the check-ins"};
    row.bind(session).step();
    return row.integer(0);
}

void undo_check_in(Database& database, const std::string& id, Instant at, const Device& device) {
    database.transaction([&] {
        Statement row{database,
                      "SELECT c.id, c.attendee, c.session, c.at, '', EXISTS (SELECT 1 FROM check_in u WHERE u.undoes = c.id) "
                      "FROM check_in c WHERE c.undoes IS NULL AND substr(c.id, 1, length(?1)) = ?1 LIMIT 2",
                      "read the check-ins"};
        const std::string wanted = ascii_lower(trimmed(id));
        if (wanted.empty() || !row.bind(wanted).step())
            throw StoreError("there is no check-in " + in_quotes(clean_utf8(id)) + ": kiosk check-ins lists them");
        const CheckIn undone = check_in_at(row);
        if (row.step()) throw StoreError("several check-ins begin with " + in_quotes(wanted) + ": write more of the id");
        if (undone.undone) throw StoreError("the check-in " + undone.id + " was taken back already");
        write_device(database, device);
        Statement{database, "INSERT INTO check_in (id, attendee, session, at, device, undoes) VALUES (?, ?, ?, ?, ?, ?)",
                  writing}
            .bind(id_of_undoing(undone.id))
            .bind(undone.attendee)
            .bind(undone.session)
            .bind(at)
            .bind(device.id)
            .bind(undone.id)
            .run();
    });
}

std::vector<CheckIn> all_check_ins(const Database& database) {
    Statement rows{database,
                   "SELECT c.id, c.attendee, c.session, c.at, d.name, EXISTS (SELECT 1 FROM check_in u WHERE u.undoes = c.id) "
                   "FROM check_in c JOIN device d ON d.id = c.device WHERE c.undoes IS NULL ORDER BY c.at, c.id",
                   "read the check-ins"};
    std::vector<CheckIn> list;
    while (rows.step()) list.push_back(check_in_at(rows));
    return list;
}

}  // namespace kiosk

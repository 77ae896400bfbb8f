#include "kiosk/store/attendees/purge.h"

#include <filesystem>
#include <map>

#include "kiosk/base/iso_time.h"
#include "kiosk/store/attendees/check_ins.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* removing = "remove the persons";

void run(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw store_error(database, removing);
}

void keep(sqlite3* database, const KeptCount& count) {
    Statement{database,
              "INSERT INTO kept_count (what, name, persons) VALUES (?, ?, ?) "
              "ON CONFLICT (what, name) DO UPDATE SET persons = persons + excluded.persons",
              "keep the counts"}
        .bind(count.what)
        .bind(count.name)
        .bind(count.persons)
        .run();
}

void keep_counts(const Database& database, const Zone& zone) {
    std::map<std::pair<std::string, std::string>, int> persons;
    for (const CheckIn& each : all_check_ins(database)) {
        if (each.undone) continue;
        const std::string date = iso_date(Date{std::chrono::floor<std::chrono::days>(zone.face_at(each.at))});
        ++persons[each.session ? std::pair{std::string{"session"}, *each.session} : std::pair{std::string{"entrance"}, date}];
    }
    Statement types{database, "SELECT ticket_type, count(*) FROM attendee GROUP BY ticket_type", "count the attendees"};
    while (types.step()) persons[{"attendees", types.text(0)}] = types.integer(1);
    for (const auto& [place, count] : persons) keep(database.handle(), {place.first, place.second, count});
}

/// Writes every page anew and empties the log, so that no old page is left in any file.
void wipe_old_pages(sqlite3* database) {
    run(database, "VACUUM");
    Statement checkpoint{database, "PRAGMA wal_checkpoint(TRUNCATE)", removing};
    if (checkpoint.step() && checkpoint.integer(0) != 0)
        throw StoreError("the persons are removed, but another program has the database open and keeps old pages of it: "
                         "close it (a screen, a terminal) and run this again");
}

}  // namespace

void remove_persons(Database& database, const Zone& zone) {
    run(database.handle(), "PRAGMA secure_delete = ON");
    database.transaction([&] {
        keep_counts(database, zone);
        run(database.handle(),
            "INSERT INTO purging (id) VALUES (1);"
            "DELETE FROM phone_greeting; DELETE FROM used_form; DELETE FROM topic_hand; DELETE FROM check_in;"
            "DELETE FROM hub_outbox WHERE kind = 'check_in'; DELETE FROM attendee_session; DELETE FROM attendee;"
            "DELETE FROM batch; DELETE FROM organiser; DELETE FROM hash_key; DELETE FROM purging");
    });
    wipe_old_pages(database.handle());
    std::error_code gone_already;
    std::filesystem::remove(hash_key_file(database), gone_already);
}

std::vector<KeptCount> kept_counts(const Database& database) {
    Statement rows{database, "SELECT what, name, persons FROM kept_count ORDER BY what, name", "read the counts"};
    std::vector<KeptCount> counts;
    while (rows.step()) counts.push_back({rows.text(0), rows.text(1), rows.integer(2)});
    return counts;
}

}  // namespace kiosk

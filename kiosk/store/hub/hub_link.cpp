#include "kiosk/store/hub/hub_link.h"

#include <cmath>

#include "kiosk/store/hub/hub_outbox.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read what hub this machine is paired with";
constexpr const char* writing = "write what hub this machine is paired with";

std::optional<double> optional_seconds(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional{static_cast<double>(row.large_integer(column)) / 1000.0};
}

}  // namespace

std::optional<HubLink> load_hub_link(const Database& database) {
    Statement row{database,
                  "SELECT host, port, database, role, device, name, screen, room, checks_in, publishes, event, epoch, reached, "
                  "mark, attendees_reached, CAST(round(clock_error_s * 1000) AS INTEGER), iif(known, state, 'unknown') FROM hub_link",
                  reading};
    if (!row.step()) return std::nullopt;
    HubLink link{.host = row.text(0),
                 .port = row.integer(1),
                 .database = row.text(2),
                 .role = row.text(3),
                 .device = row.text(4),
                 .name = row.text(5),
                 .screen = row.text(6),
                 .room = row.optional_text(7),
                 .checks_in = row.integer(8) != 0,
                 .publishes = row.integer(9) != 0,
                 .event = row.text(10),
                 .epoch = row.text(11),
                 .reached = row.large_integer(12),
                 .mark = row.text(13),
                 .clock_error_s = optional_seconds(row, 15),
                 .state = row.text(16)};
    if (!row.is_null(14)) link.attendees_reached = row.large_integer(14);
    return link;
}

void save_hub_link(Database& database, const HubLink& link) {
    database.transaction([&] {
        Statement{database, "DELETE FROM hub_link", writing}.run();
        Statement{database,
                  "INSERT INTO hub_link (id, host, port, database, role, device, name, screen, room, checks_in, publishes, event) "
                  "VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  writing}
            .bind(link.host)
            .bind(link.port)
            .bind(link.database)
            .bind(link.role)
            .bind(link.device)
            .bind(link.name)
            .bind(link.screen)
            .bind(link.room)
            .bind(link.checks_in)
            .bind(link.publishes)
            .bind(link.event)
            .run();
        Statement{database, "DELETE FROM hub_conflict", writing}.run();
        refill_outbox(database, "");
    });
}

void update_hub_link(Database& database, const HubLink& link) {
    Statement{database, "UPDATE hub_link SET name = ?, screen = ?, room = ?, checks_in = ?", writing}
        .bind(link.name)
        .bind(link.screen)
        .bind(link.room)
        .bind(link.checks_in)
        .run();
}

void set_hub_place(Database& database, const HubPlace& place) {
    Statement{database, "UPDATE hub_link SET reached = ?, epoch = ?, mark = ?", writing}
        .bind_large(place.reached)
        .bind(place.epoch)
        .bind(place.mark)
        .run();
}

void compare_attendees_anew(Database& database) {
    Statement{database, "UPDATE hub_link SET attendees_reached = 0 WHERE attendees_reached IS NOT NULL", writing}.run();
}

void set_hub_state(Database& database, const std::string& state) {
    // A revoked one has deleted its attendees: that stays so, whoever doesn't know it later.
    if (state == "unknown") {
        Statement{database, "UPDATE hub_link SET known = 0 WHERE known AND state <> 'revoked'", writing}.run();
        return;
    }
    Statement{database, "UPDATE hub_link SET state = ?1, known = 1 WHERE state <> ?1 OR NOT known", writing}.bind(state).run();
}

void set_clock_error(Database& database, double seconds) {
    const auto link = load_hub_link(database);
    if (!link || (link->clock_error_s && std::abs(*link->clock_error_s - seconds) < 1.0)) return;
    Statement{database, "UPDATE hub_link SET clock_error_s = ? / 1000.0", writing}
        .bind_large(std::llround(seconds * 1000))
        .run();
}

bool has_own_event(const Database& database) {
    Statement any{database, "SELECT EXISTS (SELECT 1 FROM event) OR EXISTS (SELECT 1 FROM attendee)", reading};
    any.step();
    return any.integer(0) != 0;
}

}  // namespace kiosk

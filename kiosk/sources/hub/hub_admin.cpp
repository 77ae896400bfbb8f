#include "kiosk/sources/hub/hub_admin.h"

#include <charconv>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "kiosk/base/text.h"
#include "kiosk/sources/hub/edit_content.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {
namespace {

constexpr std::size_t secret_letters = 26;  // of 5 bits each
constexpr const char* adding = "add a device";
constexpr const char* reading_devices = "read the devices";
constexpr const char* reading_conflicts = "read the conflicts";
constexpr const char* iso = "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'";

std::string new_secret() {
    std::string secret;
    for (const char byte : random_bytes(secret_letters))
        secret += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[static_cast<unsigned char>(byte) & 31U];
    return secret;
}

Key key_of_secret(const std::string& secret) {
    return Key::from(public_hash("kiosk pairing 1 " + secret) + public_hash("kiosk pairing 2 " + secret)).value();
}

std::optional<std::string> optional_text(const Rows& rows, int row, int column) {
    return rows.is_null(row, column) ? std::nullopt : std::optional{std::string{rows.text(row, column)}};
}

std::optional<double> optional_number(const Rows& rows, int row, int column) {
    return rows.is_null(row, column) ? std::nullopt : std::optional{std::strtod(std::string{rows.text(row, column)}.c_str(), nullptr)};
}

int whole_number(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Codes that were used or are too old leave no role behind.
void remove_old_pairings(Postgres& hub) {
    const Rows roles = hub.run(
        "SELECT r.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid "
        "JOIN pg_catalog.pg_roles r ON r.oid = m.member WHERE g.rolname = 'kiosk_pairing' AND r.rolname LIKE 'kiosk\\_pair\\_%' "
        "AND r.rolvaliduntil < now() AND NOT EXISTS (SELECT FROM kiosk.pairing p WHERE p.role = r.rolname AND p.ends_at > now())",
        adding);
    for (int i = 0; i < roles.size(); ++i) hub.run("DROP ROLE " + std::string{roles.text(i, 0)}, adding);
    hub.run("DELETE FROM kiosk.pairing WHERE ends_at <= now()", adding);
}

}  // namespace

std::string pairing_role(const std::string& secret) {
    return "kiosk_pair_" + hexadecimal(public_hash("kiosk pairing role " + secret).substr(0, 8));
}

std::string sealed_for_pairing(const std::string& secret, const std::string& hash_key) { return sealed(hash_key, key_of_secret(secret)); }

std::optional<std::string> unsealed_by_pairing(const std::string& secret, const std::string& box) {
    return unsealed(box, key_of_secret(secret));
}

PairingCode add_pairing(Postgres& hub, const std::string& event, const NewDevice& device, const HubAddress& address) {
    const std::string fingerprint = hub.fingerprint();
    if (fingerprint.empty())
        throw HubError("the connection to the hub is not encrypted, so no device could know it again: switch TLS on (ssl = on in "
                       "postgresql.conf), and name its host in the URL");
    PairingCode code{.host = address.host,
                     .port = address.port,
                     .database = hub.database(),
                     .secret = new_secret(),
                     .fingerprint = fingerprint.substr(0, 32)};
    const std::string role = pairing_role(code.secret);
    hub.transaction([&] {
        remove_old_pairings(hub);
        if (hub.run("SELECT FROM kiosk.device WHERE event = $1 AND name = $2 AND revoked_at IS NULL", adding, {event, device.name}).size() > 0)
            throw HubError("there is a device " + in_quotes(device.name) + " already: choose another name, or revoke that one first");
        // A code that was lost or is shown to nobody ends when another is made for the name.
        const Rows older = hub.run("DELETE FROM kiosk.pairing WHERE event = $1 AND name = $2 RETURNING role", adding, {event, device.name});
        for (int i = 0; i < older.size(); ++i) hub.run("DROP ROLE IF EXISTS " + std::string{older.text(i, 0)}, adding);
        const Rows until = hub.run("SELECT now() + interval '15 minutes'", adding);
        const std::string ends{until.text(0, 0)};
        hub.run("CREATE ROLE " + role + " LOGIN PASSWORD " + hub.in_quotes(hub.scram_verifier(role, code.secret)) + " VALID UNTIL " +
                    hub.in_quotes(ends) + " IN ROLE kiosk_pairing",
                adding);
        hub.run("INSERT INTO kiosk.pairing (role, event, name, screen, room, checks_in, edits, hash_key_box, ends_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9)",
                adding,
                {role, event, device.name, device.screen, device.room, device.checks_in ? "t" : "f", device.edits ? "t" : "f",
                 device.hash_key.empty() ? std::nullopt : std::optional{hexadecimal(sealed_for_pairing(code.secret, device.hash_key))},
                 ends});
    });
    return code;
}

std::optional<std::vector<std::string>> events_of(Postgres& hub) {
    constexpr const char* tried = "say what event it has";
    if (hub.run("SELECT to_regclass('kiosk.event') IS NOT NULL", tried).text(0, 0) != "t") return std::nullopt;
    const Rows rows = hub.run("SELECT id FROM kiosk.event", tried);
    std::vector<std::string> events;
    for (int row = 0; row < rows.size(); ++row) events.emplace_back(rows.text(row, 0));
    return events;
}

bool knows_device(Postgres& hub, const std::string& device) {
    return hub.run("SELECT FROM kiosk.device WHERE id = $1 AND role IS NOT NULL", reading_devices, {device}).size() > 0;
}

std::vector<DeviceStatus> device_statuses(Postgres& hub, const std::string& event) {
    const Rows rows = hub.run(
        std::string{"SELECT d.name, d.screen, d.room, h.version, to_char(l.at AT TIME ZONE 'UTC', "} + iso +
            "), round((l.data_age_s + extract(epoch FROM clock_timestamp() - l.at))::numeric, 1), l.unsent, "
            "round(l.clock_error_s::numeric, 3), d.revoked_at IS NOT NULL, d.wiped_at IS NOT NULL, d.copies_refused, d.id "
            "FROM kiosk.device d LEFT JOIN kiosk.heartbeat h ON h.device = d.id LEFT JOIN LATERAL ("
            "SELECT h.at, h.data_age_s, h.unsent, h.clock_error_s UNION ALL "
            // A hub of an older kiosk has no such columns.
            "SELECT (to_jsonb(d) ->> 'still_here_at')::timestamptz, 0, 0, (to_jsonb(d) ->> 'clock_ahead_s')::float8 "
            "WHERE to_jsonb(d) ->> 'still_here_at' IS NOT NULL "
            "ORDER BY at DESC NULLS LAST LIMIT 1) l ON true WHERE d.event = $1 AND d.role IS NOT NULL "
            "ORDER BY d.name, d.added_at",
        reading_devices, {event});
    std::vector<DeviceStatus> list;
    for (int i = 0; i < rows.size(); ++i) {
        DeviceStatus device{.id = std::string{rows.text(i, 11)},
                            .name = std::string{rows.text(i, 0)},
                            .screen = std::string{rows.text(i, 1)},
                            .room = optional_text(rows, i, 2),
                            .version = optional_text(rows, i, 3),
                            .last_seen = optional_text(rows, i, 4),
                            .data_age_s = optional_number(rows, i, 5),
                            .clock_error_s = optional_number(rows, i, 7),
                            .revoked = rows.text(i, 8) == "t",
                            .wiped = rows.text(i, 9) == "t",
                            .copies_refused = whole_number(rows.text(i, 10))};
        if (!rows.is_null(i, 6)) device.unsent = whole_number(rows.text(i, 6));
        list.push_back(std::move(device));
    }
    return list;
}

EditCount count_edits(Postgres& hub, const std::string& event) {
    const Rows rows = hub.run("SELECT e.id, e.content, d.name, d.id FROM kiosk.edit e JOIN kiosk.device d ON d.id = e.device WHERE e.event = $1 "
                              "ORDER BY e.change, e.position",
                              "count the changes made by hand", {event});
    EditCount count;
    std::map<std::string, std::string> latest;  // the device that changed a session last
    for (int i = 0; i < rows.size(); ++i) {
        if (!is_edit_content(rows.text(i, 0), rows.text(i, 1))) {
            count.not_understood.push_back({.id = std::string{rows.text(i, 0)}, .device = std::string{rows.text(i, 2)}});
            continue;
        }
        const std::string device{rows.text(i, 3)};
        std::string& before = latest[nlohmann::json::parse(rows.text(i, 1)).at("session").get<std::string>()];
        if (!before.empty() && before != device) ++count.overruled[before];
        before = device;
    }
    return count;
}

bool revoke_device(Postgres& hub, const std::string& event, const std::string& name) {
    bool revoked = false;
    hub.transaction([&] {
        // A revoked device gives its name free.
        revoked = hub.run("UPDATE kiosk.device SET revoked_at = now() WHERE event = $1 AND name = $2 AND role IS NOT NULL AND "
                          "revoked_at IS NULL",
                          "revoke the device", {event, name})
                      .written() > 0;
        if (revoked) hub.run("SELECT pg_notify('kiosk_' || $1, '')", "revoke the device", {event});
    });
    return revoked;
}

bool was_revoked(Postgres& hub, const std::string& event, const std::string& name) {
    return hub.run("SELECT FROM kiosk.device WHERE event = $1 AND name = $2 AND revoked_at IS NOT NULL", reading_devices, {event, name}).size() > 0;
}

std::vector<std::string> published_rooms(Postgres& hub, const std::string& event) {
    const Rows rows = hub.run("SELECT content FROM kiosk.document WHERE event = $1 AND kind = 'room' AND NOT gone ORDER BY key",
                              "say what rooms the programme has", {event});
    std::vector<std::string> rooms;
    for (int i = 0; i < rows.size(); ++i) rooms.push_back(nlohmann::json::parse(rows.text(i, 0)).at("name"));
    return rooms;
}

std::vector<Conflict> conflicts(Postgres& hub, const std::string& event) {
    const Rows rows = hub.run(
        std::string{"SELECT k.id, k.attendee, k.resolved, json_agg(json_build_array(d.name, to_char(c.at AT TIME ZONE 'UTC', "} + iso +
            "), c.offline) ORDER BY c.at, c.id), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM kiosk.check_in u WHERE u.event = "
            "c.event AND u.undoes = c.id)) FROM kiosk.conflict k JOIN kiosk.check_in c ON c.event = k.event AND c.attendee = "
            "k.attendee AND c.place = k.place AND c.undoes IS NULL JOIN kiosk.device d ON d.id = c.device WHERE k.event = $1 "
            "GROUP BY k.id, k.attendee, k.resolved ORDER BY min(c.at), k.id",
        reading_conflicts, {event});
    std::vector<Conflict> list;
    for (int i = 0; i < rows.size(); ++i) {
        Conflict conflict{.id = std::string{rows.text(i, 0)}, .attendee = std::string{rows.text(i, 1)}, .resolved = optional_text(rows, i, 2)};
        if (!conflict.resolved && whole_number(rows.text(i, 4)) < 2) continue;  // taken back at a door: nothing to settle
        for (const auto& each : nlohmann::json::parse(rows.text(i, 3)))
            conflict.check_ins.push_back({.device = each[0], .at = each[1].is_string() ? each[1].get<std::string>() : "", .offline = each[2]});
        list.push_back(std::move(conflict));
    }
    return list;
}

bool resolve_conflict(Postgres& hub, const std::string& event, const std::string& id, const std::string& verdict) {
    return hub.run("SELECT kiosk.resolve($1, $2, $3)", "settle the conflict", {event, id, verdict}).text(0, 0) == "t";
}

}  // namespace kiosk

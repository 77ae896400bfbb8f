#include "kiosk/sources/hub/become_device.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "kiosk/base/text.h"
#include "kiosk/sources/hub/hub_admin.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/hub/hub_folder.h"

namespace kiosk {
namespace {

constexpr std::size_t id_bytes = 16;
constexpr const char* pairing = "pair this machine";
constexpr const char* not_let_in = "28P01";  // invalid_password
constexpr const char* not_allowed = "42501";  // insufficient_privilege

/// What a machine makes for itself to be a device.
struct NewKeys {
    std::string device = hexadecimal(random_bytes(id_bytes));
    std::string password = hexadecimal(random_bytes(Key::size));
    std::string nonce = new_nonce(0);
};

void keep(const Database& database, const NewKeys& keys, const std::string& certificate) {
    const HubFolder folder{database};
    folder.write(HubFolder::password, keys.password);
    folder.write(HubFolder::certificate, certificate);
    folder.write(HubFolder::nonce, keys.nonce);
}

int number_in(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string bytes_of(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        int byte = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

void refuse_own_event(const Database& database) {
    const auto link = load_hub_link(database);
    if (link && link->publishes)
        throw StoreError("this machine is the organiser's, whose event the hub has: pair another one, or name another file with --db");
    if (link || !has_own_event(database)) return;
    throw StoreError("this machine has an event of its own, which a hub would replace: name another file with --db, or move this one away");
}

Postgres connect_to_pair(const PairingCode& code) {
    // With channel binding the server has to know the secret's verifier, and whoever stands between learns nothing.
    Postgres hub = [&] {
        try {
            return Postgres::connect({{"host", code.host},
                                      {"port", std::to_string(code.port)},
                                      {"dbname", code.database},
                                      {"user", pairing_role(code.secret)},
                                      {"password", code.secret},
                                      {"sslmode", "require"},
                                      {"sslrootcert", "/dev/null/none"},
                                      {"channel_binding", "require"}});
        } catch (const HubError& error) {
            // libpq gives no code for it: a hub that knows the role no more, or doesn't let it in, names it.
            if (std::string_view{error.what()}.find(pairing_role(code.secret)) == std::string_view::npos) throw;
            throw HubError("the hub doesn't take this pairing code (any more): it works once, for 15 minutes; make a new one with "
                           "kiosk hub device add",
                           not_let_in);
        }
    }();
    if (hub.fingerprint().substr(0, code.fingerprint.size()) != code.fingerprint)
        throw HubError("what answers at " + code.host + " is not the hub that the code was made for: its certificate is another");
    return hub;
}

/// The hash key that came with the answer to a pairing code.
std::optional<Key> hash_key_in(const nlohmann::json& answer, const PairingCode& code) {
    if (!answer.at("hash_key_box").is_string()) return std::nullopt;
    const auto key = unsealed_by_pairing(code.secret, bytes_of(answer.at("hash_key_box").get<std::string>()));
    return key ? Key::from(*key) : std::nullopt;
}

/// @return  for a machine that has the database without the folder of its secrets
HubError missing_key(const HubFolder& folder, const HubLink& link) {
    return HubError("the key of " + in_quotes(link.name) + " is missing (" + folder.file(HubFolder::password).string() + "): " +
                    (link.publishes ? "kiosk hub publish --take-over makes this machine the organiser's" : "pair this machine again"));
}

}  // namespace

PairingState why_not_paired(const HubError& error) {
    if (error.sql_state().empty()) return PairingState::unreached;
    return error.sql_state() == not_let_in || error.sql_state() == not_allowed ? PairingState::refused : PairingState::failed;
}

HubLink become_device(Database& database, const PairingCode& code) {
    refuse_own_event(database);
    Postgres hub = connect_to_pair(code);
    const NewKeys keys;
    const std::string role = "kiosk_" + keys.device;
    nlohmann::json answer;
    std::optional<Key> hash_key;
    // What this machine refuses uses no code up, and until the hub has agreed its former key stays.
    hub.transaction([&] {
        const Rows rows = hub.run("SELECT kiosk.pair($1, $2, $3)", pairing, {keys.device, hub.scram_verifier(role, keys.password), keys.nonce});
        answer = nlohmann::json::parse(rows.text(0, 0));
        hash_key = hash_key_in(answer, code);
        if (hash_key) HashKey::refuse_another(database, *hash_key);
    });
    keep(database, keys, hub.certificate());
    HubLink link{.host = code.host,
                 .port = code.port,
                 .database = code.database,
                 .role = role,
                 .device = keys.device,
                 .name = answer.at("name"),
                 .screen = answer.at("screen"),
                 .checks_in = answer.at("checks_in"),
                 .event = answer.at("event")};
    if (answer.at("room").is_string()) link.room = answer.at("room");
    if (hash_key) HashKey::adopt(database, *hash_key);
    save_hub_link(database, link);
    return link;
}

HubLink become_publisher(Database& database, Postgres& hub, const std::string& event, const std::string& name, const std::string& device) {
    NewKeys keys;
    if (!device.empty()) keys.device = device;
    const std::string role = "kiosk_" + keys.device;
    const Rows rows = hub.run("SELECT $2 || coalesce(' ' || nullif(count(*), 0) + 1, '') FROM kiosk.device WHERE event = $1 AND "
                              "id <> $3 AND (name = $2 OR name ~ ('^' || regexp_replace($2, '\\W', '.', 'g') || ' [0-9]+$'))",
                              pairing, {event, name, keys.device});
    HubLink link{.host = hub.host(),
                 .port = number_in(hub.port()),
                 .database = hub.database(),
                 .role = role,
                 .device = keys.device,
                 .name = std::string{rows.text(0, 0)},
                 .screen = "lobby",
                 .checks_in = true,
                 .publishes = true,
                 .event = event};
    hub.transaction([&] {
        // A hub that was made anew within the same server finds the role of the former one.
        const bool is_there = hub.run("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", pairing, {role}).size() > 0;
        hub.run((is_there ? "ALTER ROLE " : "CREATE ROLE ") + role + " LOGIN PASSWORD " + hub.in_quotes(hub.scram_verifier(role, keys.password)), pairing);
        hub.run("GRANT kiosk_device TO " + role, pairing);
        hub.run("INSERT INTO kiosk.device (id, event, role, name, checks_in, nonce) VALUES ($1, $2, $3, $4, true, $5) ON CONFLICT (id) DO UPDATE "
                "SET role = excluded.role, name = excluded.name, checks_in = true, nonce = excluded.nonce, revoked_at = NULL",
                pairing, {link.device, event, role, link.name, keys.nonce});
    });
    keep(database, keys, hub.certificate());
    save_hub_link(database, link);
    return link;
}

void take_publishers_place(Database& database, Postgres& hub, const HubLink& link, const std::string& name) {
    const HubFolder folder{database};
    const Rows row = hub.run("SELECT split_part(nonce, '.', 1) FROM kiosk.device WHERE id = $1", pairing, {link.device});
    const std::string nonce = new_nonce((row.size() > 0 ? number_in(row.text(0, 0)) : 0) + 1);
    hub.run("UPDATE kiosk.device SET nonce = $2 WHERE id = $1", pairing, {link.device, nonce});
    if (folder.read(HubFolder::password).empty()) {
        become_publisher(database, hub, link.event, name);
        return;
    }
    const UniqueFd alone = folder.lock();
    folder.write(HubFolder::nonce, nonce);
}

void refuse_second_publisher(const Database& database, Postgres& hub, const HubLink& link) {
    const HubFolder folder{database};
    if (folder.read(HubFolder::password).empty()) throw missing_key(folder, link);
    const UniqueFd alone = folder.lock();
    const NoncePair nonces = next_nonce(folder);
    const Rows row = hub.run("SELECT nonce FROM kiosk.device WHERE id = $1", pairing, {link.device});
    const std::string at_hub = row.size() > 0 ? std::string{row.text(0, 0)} : "";
    // The hub judges each contact so, see contact() in db/hub.
    if (at_hub == nonces.last || at_hub == nonces.next || number_in(nonces.next) > number_in(at_hub) + 1) return;
    throw HubError(another_machine_is(link));
}

std::string another_machine_is(const HubLink& link) {
    return "another machine is " + in_quotes(link.name) + " already, with a copy of this disk: " +
           (link.publishes ? "the event is published there; kiosk hub publish --take-over makes this one the organiser's in its place"
                           : "pair this one under a name of its own");
}

std::string way_back(const HubLink& link) {
    return link.publishes ? "kiosk hub publish brings the event there" : "pair it anew with a code of kiosk hub device add";
}

Postgres connect_as_device(const Database& database, const HubLink& link) {
    const HubFolder folder{database};
    const std::string password = folder.read(HubFolder::password);
    if (password.empty()) throw missing_key(folder, link);
    try {
        return Postgres::connect({{"host", link.host},
                                  {"port", std::to_string(link.port)},
                                  {"dbname", link.database},
                                  {"user", link.role},
                                  {"password", password},
                                  {"sslmode", "verify-ca"},
                                  {"sslrootcert", folder.file(HubFolder::certificate).string()},
                                  {"channel_binding", "require"}});
    } catch (const HubError& error) {
        // libpq gives no codes for these.
        const std::string_view words = error.what();
        const bool is_another = words.find("certificate verify failed") != std::string_view::npos;
        const bool is_refused = words.find('"' + link.role + '"') != std::string_view::npos && words.find("too many") == std::string_view::npos;
        if (!is_another && !is_refused) throw;
        throw UnknownDevice("what answers at " + link.host + ":" + std::to_string(link.port) +
                            (is_another ? " is another hub than the one of " : " doesn't know ") + in_quotes(link.name) +
                            ", which keeps what it has and goes on alone: " + way_back(link));
    }
}

}  // namespace kiosk

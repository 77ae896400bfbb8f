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
                           "kiosk hub device add");
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

}  // namespace

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

HubLink become_publisher(Database& database, Postgres& hub, const std::string& event, const std::string& name) {
    const NewKeys keys;
    const std::string role = "kiosk_" + keys.device;
    const Rows rows = hub.run("SELECT $2 || coalesce(' ' || nullif(count(*), 0) + 1, '') FROM kiosk.device WHERE event = $1 AND "
                              "(name = $2 OR name ~ ('^' || regexp_replace($2, '\\W', '.', 'g') || ' [0-9]+$'))",
                              pairing, {event, name});
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
        hub.run("CREATE ROLE " + role + " LOGIN PASSWORD " + hub.in_quotes(hub.scram_verifier(role, keys.password)) + " IN ROLE kiosk_device",
                pairing);
        hub.run("INSERT INTO kiosk.device (id, event, role, name, checks_in, nonce) VALUES ($1, $2, $3, $4, true, $5)", pairing,
                {link.device, event, role, link.name, keys.nonce});
    });
    keep(database, keys, hub.certificate());
    save_hub_link(database, link);
    return link;
}

Postgres connect_as_device(const Database& database, const HubLink& link) {
    const HubFolder folder{database};
    const std::string password = folder.read(HubFolder::password);
    if (password.empty())
        throw HubError("the key of " + in_quotes(link.name) + " is missing (" + folder.file(HubFolder::password).string() +
                       "): pair this machine again");
    return Postgres::connect({{"host", link.host},
                              {"port", std::to_string(link.port)},
                              {"dbname", link.database},
                              {"user", link.role},
                              {"password", password},
                              {"sslmode", "verify-ca"},
                              {"sslrootcert", folder.file(HubFolder::certificate).string()},
                              {"channel_binding", "require"}});
}

}  // namespace kiosk

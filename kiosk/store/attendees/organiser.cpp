#include "kiosk/store/attendees/organiser.h"

#include <sodium.h>

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr int operations = 4;
constexpr int memory_bytes = 64 << 20;

const unsigned char* unsigned_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* unsigned_bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

struct Cost {
    int operations = 0;
    int memory_bytes = 0;
};

Key key_of(std::string_view passphrase, std::string_view salt, Cost cost) {
    Key key;
    if (salt.size() != crypto_pwhash_SALTBYTES || cost.operations < 1 || cost.memory_bytes < 1 ||
        crypto_pwhash(key.data(), Key::size, passphrase.data(), passphrase.size(), unsigned_bytes(salt),
                      static_cast<unsigned long long>(cost.operations), static_cast<std::size_t>(cost.memory_bytes),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw StoreError("the passphrase can't be checked: this machine needs 64 MiB of free memory for it");
    return key;
}

}  // namespace

bool has_organiser(const Database& database) {
    Statement row{database, "SELECT 1 FROM organiser", "read the organiser's key"};
    return row.step();
}

void make_organiser(Database& database, std::string_view passphrase) {
    const std::string salt = random_bytes(crypto_pwhash_SALTBYTES);
    const Key secret = Key::random();
    const std::string box = sealed(secret.bytes(), key_of(passphrase, salt, {operations, memory_bytes}));
    std::string public_key(crypto_box_PUBLICKEYBYTES, '\0');
    crypto_scalarmult_base(unsigned_bytes(public_key), secret.data());
    Statement{database,
              "INSERT INTO organiser (id, public_key, private_box, salt, operations, memory_bytes) VALUES (1, ?, ?, ?, ?, ?)",
              "write the organiser's key"}
        .bind_bytes(public_key)
        .bind_bytes(box)
        .bind_bytes(salt)
        .bind(operations)
        .bind(memory_bytes)
        .run();
}

OrganiserKey OrganiserKey::open(const Database& database, std::string_view passphrase) {
    Statement row{database, "SELECT public_key, private_box, salt, operations, memory_bytes FROM organiser",
                  "read the organiser's key"};
    if (!row.step()) throw StoreError("no passphrase was set yet: kiosk attendees import FILE sets it");
    const auto secret = unsealed(row.bytes(1), key_of(passphrase, row.bytes(2), {row.integer(3), row.integer(4)}));
    const auto key = secret ? Key::from(*secret) : std::nullopt;
    if (!key) throw StoreError("the passphrase is wrong: it is the one that was set with the first import of attendees");
    OrganiserKey organiser;
    organiser.public_ = row.bytes(0);
    organiser.private_ = *key;
    return organiser;
}

std::optional<Key> OrganiserKey::open_batch(std::string_view sealed_key) const {
    Key key;
    if (sealed_key.size() != crypto_box_SEALBYTES + Key::size || public_.size() != crypto_box_PUBLICKEYBYTES ||
        crypto_box_seal_open(key.data(), unsigned_bytes(sealed_key), sealed_key.size(), unsigned_bytes(public_),
                             private_.data()) != 0)
        return std::nullopt;
    return key;
}

Batch make_batch(Database& database) {
    Statement row{database, "SELECT public_key FROM organiser", "read the organiser's key"};
    if (!row.step()) throw StoreError("no passphrase was set yet: kiosk attendees import FILE sets it");
    Batch batch{.key = Key::random()};
    Statement{database, "INSERT INTO batch (sealed_key) VALUES (?)", "write the batch"}
        .bind_bytes(sealed_for(row.bytes(0), batch.key.bytes()))
        .run();
    batch.id = static_cast<int>(sqlite3_last_insert_rowid(database.handle()));
    return batch;
}

std::string public_half_of(const Key& secret) {
    std::string public_half(crypto_box_PUBLICKEYBYTES, '\0');
    crypto_scalarmult_base(unsigned_bytes(public_half), secret.data());
    return public_half;
}

std::string sealed_for(std::string_view public_half, std::string_view text) {
    std::string box(crypto_box_SEALBYTES + text.size(), '\0');
    if (public_half.size() != crypto_box_PUBLICKEYBYTES ||
        crypto_box_seal(unsigned_bytes(box), unsigned_bytes(text), text.size(), unsigned_bytes(public_half)) != 0)
        throw StoreError("the database is damaged: a public key in it is none; put back a copy");
    return box;
}

std::optional<std::string> unsealed_with(const Key& secret, std::string_view box) {
    if (box.size() < crypto_box_SEALBYTES) return std::nullopt;
    std::string text(box.size() - crypto_box_SEALBYTES, '\0');
    const std::string public_half = public_half_of(secret);
    if (crypto_box_seal_open(unsigned_bytes(text), unsigned_bytes(box), box.size(), unsigned_bytes(public_half), secret.data()) != 0)
        return std::nullopt;
    return text;
}

}  // namespace kiosk

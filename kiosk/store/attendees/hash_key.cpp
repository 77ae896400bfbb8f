#include "kiosk/store/attendees/hash_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t short_hash = 16;

StoreError key_error(const fs::path& file, const std::string& what) {
    return StoreError("the key file " + in_quotes(file.string()) + " of the database " + what);
}

/// @return none when there is no such file
std::optional<Key> read_key(const fs::path& file) {
    const UniqueFd in{open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!in && errno == ENOENT) return std::nullopt;
    if (!in) throw key_error(file, std::string{"can't be read: "} + std::strerror(errno));
    std::array<char, Key::size + 1> bytes{};
    const auto count = read(in.get(), bytes.data(), bytes.size());
    const auto key = Key::from({bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))});
    if (!key) throw key_error(file, "is damaged: put back a copy of it");
    return key;
}

void sync_folder_of(const fs::path& file) {
    const UniqueFd folder{open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder) fsync(folder.get());
}

/// Appears whole or not at all.
///
/// @param put  gives the finished draft its name; 0 when that went well
void write_key(const fs::path& file, const Key& key, int (*put)(const char* draft, const char* file)) {
    const fs::path draft = file.string() + "." + hexadecimal(random_bytes(8));
    const auto fail = [&](const char* tried) {
        const std::string reason = std::strerror(errno);
        unlink(draft.c_str());
        return key_error(file, std::string{"can't be "} + tried + ": " + reason);
    };
    {
        const UniqueFd out{open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
        if (!out) throw fail("made");
        if (write(out.get(), key.data(), Key::size) != static_cast<ssize_t>(Key::size) || fsync(out.get()) != 0) throw fail("written");
    }
    if (put(draft.c_str(), file.c_str()) != 0 && errno != EEXIST) throw fail("made");
    unlink(draft.c_str());
    sync_folder_of(file);
}

/// Of two programs that make it at once, both get the first one's.
Key make_key(const fs::path& file) {
    write_key(file, Key::random(), link);
    return read_key(file).value();
}

std::string stored_check(sqlite3* database) {
    Statement row{database, "SELECT check_hash FROM hash_key", "read the hash key's check"};
    return row.step() ? row.bytes(0) : "";
}

}  // namespace

fs::path hash_key_file(const Database& database) {
    const char* name = sqlite3_db_filename(database.handle(), "main");
    return name && *name ? fs::path{std::string{name} + ".key"} : fs::path{};
}

HashKey HashKey::of(Database& database) {
    const fs::path file = hash_key_file(database);
    const std::string wanted = stored_check(database.handle());
    if (file.empty()) return HashKey{Key{}};
    auto bytes = read_key(file);
    if (!bytes && !wanted.empty())
        throw key_error(file, "is missing: without it no ticket can be known; copy it from where the database was made");
    const HashKey key{bytes ? *bytes : make_key(file)};
    if (wanted.empty()) {
        Statement{database, "INSERT OR IGNORE INTO hash_key (id, check_hash) VALUES (1, ?)", "write the hash key's check"}
            .bind_bytes(key.check())
            .run();
    }
    if (stored_check(database.handle()) != key.check())
        throw key_error(file, "belongs to another database: put back the one that was beside this database");
    return key;
}

void HashKey::refuse_another(const Database& database, const Key& key) {
    const fs::path file = hash_key_file(database);
    if (stored_check(database.handle()) == HashKey{key}.check() && (file.empty() || read_key(file))) return;
    Statement any{database, "SELECT EXISTS (SELECT 1 FROM attendee)", "look for attendees"};
    any.step();
    if (any.integer(0) != 0)
        throw StoreError("this machine has attendees that are hashed with another key: remove them first with kiosk purge --yes");
}

void HashKey::adopt(Database& database, const Key& key) {
    const HashKey adopted{key};
    const fs::path file = hash_key_file(database);
    if (stored_check(database.handle()) == adopted.check() && (file.empty() || read_key(file))) return;
    database.transaction([&] {
        refuse_another(database, key);
        Statement{database, "INSERT INTO hash_key (id, check_hash) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET check_hash = ?1",
                  "write the hash key's check"}
            .bind_bytes(adopted.check())
            .run();
        if (!file.empty()) write_key(file, key, std::rename);
    });
}

std::string HashKey::hash(const char* purpose, std::string_view text, std::size_t size) const {
    std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> personal{};
    std::memcpy(personal.data(), purpose, std::min(std::strlen(purpose), personal.size()));
    const std::array<unsigned char, crypto_generichash_blake2b_SALTBYTES> salt{};
    std::string result(size, '\0');
    crypto_generichash_blake2b_salt_personal(reinterpret_cast<unsigned char*>(result.data()), size,
                                             reinterpret_cast<const unsigned char*>(text.data()), text.size(), key_.data(),
                                             Key::size, salt.data(), personal.data());
    return result;
}

std::string HashKey::check() const { return hash("kiosk check", "", short_hash); }
std::string HashKey::of_code(std::string_view code) const { return hash("kiosk code", code, short_hash); }
std::string HashKey::of_typed(std::string_view typed_form) const { return hash("kiosk typed", typed_form, short_hash); }
std::string HashKey::of_external_id(std::string_view id) const { return hash("kiosk external", id, short_hash); }
std::string HashKey::of_person(std::string_view person) const { return hash("kiosk person", person, short_hash); }
std::string HashKey::of_content(std::string_view content) const { return hash("kiosk content", content, short_hash); }
std::string HashKey::of_identity(std::string_view identity) const { return hash("kiosk identity", identity, short_hash); }

Key HashKey::of_ticket(std::string_view code) const { return Key::from(hash("kiosk ticket", code, Key::size)).value(); }
Key HashKey::of_ticket_pair(std::string_view code) const { return Key::from(hash("kiosk pair", code, Key::size)).value(); }
Key HashKey::of_typed_box(std::string_view typed_form) const { return Key::from(hash("kiosk typed box", typed_form, Key::size)).value(); }
Key HashKey::of_screens(std::string_view machine) const { return Key::from(hash("kiosk screens", machine, Key::size)).value(); }
HashKey HashKey::of_walls() const { return HashKey{Key::from(hash("kiosk walls", "", Key::size)).value()}; }
Key HashKey::of_phones() const { return Key::from(hash("kiosk phones", "", Key::size)).value(); }

}  // namespace kiosk

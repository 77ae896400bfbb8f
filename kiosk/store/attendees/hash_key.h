#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/store/attendees/secret.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The key under which codes and identities are hashed. It is in a file of its own beside the database, so that nobody
/// who has only the database can try codes out.
class HashKey {
  public:
    /// The key of a database, made at the first need (readable by this user alone). A database in memory has a fixed one.
    ///
    /// @throws StoreError  when the database has attendees and the key's file is missing, unreadable or another's
    static HashKey of(Database& database);

    /// Gives a database the key of another machine, so that both know the same tickets.
    ///
    /// @throws StoreError  when it has attendees under another key
    static void adopt(Database& database, const Key& key);

    /// As `adopt`, but changes nothing.
    static void refuse_another(const Database& database, const Key& key);

    /// For the machine that `adopt`s it.
    const Key& key() const { return key_; }

    /// 16 bytes each. The hashes of one text differ from method to method.
    std::string of_code(std::string_view code) const;
    std::string of_typed(std::string_view typed_form) const;
    std::string of_external_id(std::string_view id) const;
    std::string of_person(std::string_view person) const;
    std::string of_content(std::string_view content) const;
    std::string of_identity(std::string_view identity) const;

    /// The key of a ticket's box, and the secret of its key pair: who knows the code has them.
    Key of_ticket(std::string_view code) const;
    Key of_ticket_pair(std::string_view code) const;

    /// The key of the box with the code that is typed so.
    Key of_typed_box(std::string_view typed_form) const;

    /// The key by which a machine's screens prove their codes, and the one that seals what phones keep. Every machine
    /// of the event derives the same.
    Key of_screens(std::string_view machine) const;
    Key of_phones() const;

    /// What stands in the place of this key on machines that may not know attendees: their screens' codes are proved by it.
    HashKey of_walls() const;

  private:
    explicit HashKey(const Key& key) : key_(key) {}
    std::string hash(const char* purpose, std::string_view text, std::size_t size) const;
    std::string check() const;

    Key key_;
};

/// Where the hash key of a database is: "event.db.key" beside "event.db".
///
/// @return  empty for a database in memory
std::filesystem::path hash_key_file(const Database& database);

}  // namespace kiosk

#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "kiosk/domain/contact.h"

namespace kiosk {

/// Which source outside: one that `kiosk follow` reads, or the hub.
enum class ContactKind { follow, hub };

/// Where the last good contact is noted: beside the database, not in it, since most contacts bring nothing new and would
/// wake every screen. The file's time is the contact's; what it holds is for how many seconds that is good. It is there
/// exactly as long as somebody keeps up the contact, or has died while doing so.
std::filesystem::path contact_file(const std::filesystem::path& database, ContactKind kind);

/// Notes a good contact. A failure is nobody's trouble: a full disk makes the programme look older than it is.
///
/// @param good_for  at least a second
void note_contact(const std::filesystem::path& database, ContactKind kind, Instant contact, std::chrono::seconds good_for);

/// Takes the note away: nobody keeps up the contact any longer.
void forget_contact(const std::filesystem::path& database, ContactKind kind);

/// The last good contact, whoever noted it; some microseconds.
///
/// @return  none when there is no such contact
std::optional<Contact> last_contact(const std::filesystem::path& database, ContactKind kind);

/// Of all contacts the one that is doubtful first; none when there is none.
std::optional<Contact> weakest_contact(const std::filesystem::path& database);

}  // namespace kiosk

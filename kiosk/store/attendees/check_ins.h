#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The machine that records. Its id never changes; its name is for people.
struct Device {
    std::string id = {};
    std::string name = {};
};

/// The id of the machine that something says of it that is its own; does not give that away.
std::string device_id_of(std::string_view machine);

/// One admission.
struct CheckIn {
    std::string id = {};
    std::string attendee = {};
    std::optional<std::string> session = {};  // none: the entrance
    Instant at = {};
    std::string device = {};  // its name
    bool undone = false;
};

/// Where and when somebody came in.
struct CheckInPlace {
    std::string attendee = {};
    std::optional<std::string> session = {};  // none: the entrance
    Instant at = {};
};

/// Remembers a machine that records; a record may name it from then on.
void write_device(Database& database, const Device& device);

/// Appends an admission; it is on the disk when the transaction around it has ended.
void record_check_in(Database& database, const CheckInPlace& place, const Device& device);

/// Writes as a check-in does, but no check-in: whether the disk takes it.
///
/// @throws StoreError  when it does not
void try_to_record(Database& database);

/// How many were admitted to a session, less those taken back.
int persons_in(const Database& database, const std::string& session);

/// Takes an admission back, by a record of its own.
///
/// @param id  whole, or a beginning of it that fits just one
/// @throws StoreError  when no admission has this id, several begin so, or it was taken back already
void undo_check_in(Database& database, const std::string& id, Instant at, const Device& device);

/// All admissions, by moment.
std::vector<CheckIn> all_check_ins(const Database& database);

}  // namespace kiosk

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/store/database.h"

namespace kiosk {

/// An attendee as doors know them. None is NULL.
struct HubAttendee {
    std::string_view id = {};
    std::string_view digest = {};  // 16 bytes, of all that follows
    std::optional<std::string_view> code_hash = {};
    std::string_view state = {};
    bool revoked_by_hand = false;
    std::string_view ticket_type = {};
    std::optional<std::string_view> valid_from = {};
    std::optional<std::string_view> valid_until = {};
    std::optional<std::string_view> ticket_public = {};
    std::optional<std::string_view> ticket_box = {};
    std::optional<std::string_view> sessions = {};  // JSON array; none: all
    std::optional<std::string_view> typed_hash = {};  // of the code as it is typed
    std::optional<std::string_view> typed_box = {};
    bool gone = false;
};

/// Calls `take` for each attendee that a list has brought, in no order. The texts live during the call.
void each_listed_attendee(const Database& database, const std::function<void(const HubAttendee&)>& take);

/// How many attendees a list, or the hub, has brought.
int count_listed_attendees(const Database& database);

/// How far a first sync of the attendees is.
struct FirstSync {
    std::int64_t from = 0;   // the hub's change when it began
    std::string place = {};  // the last one that is here; empty: none
    int all = 0;             // how many there are
};

/// @return none when none is under way
std::optional<FirstSync> first_sync(const Database& database);

/// Writes attendees of the hub. Rows of a first sync come in the order of their places and are only appended; the index
/// by id is made when it ends, which takes a tenth of the time.
class AttendeeWriter {
  public:
    explicit AttendeeWriter(Database& database);

    /// Begins a first sync, unless one is under way: those who are here go.
    FirstSync begin_first_sync(std::int64_t from, int all);

    /// Appends, within a transaction.
    void append(const HubAttendee& attendee);

    /// Remembers how far it came, within the same transaction.
    void reached_place(std::string_view place);

    void end_first_sync(std::int64_t reached);

    /// Writes one that may be there, or removes one that is gone; within a transaction.
    ///
    /// @return  false when it was so already
    bool write(const HubAttendee& attendee);

    /// Begins a whole list: each of its attendees is told by `saw`, then `remove_unseen` ends it.
    void begin_list();
    void saw(std::string_view id);

    /// Removes those that a list has brought once and that this one has not.
    ///
    /// @return  how many
    int remove_unseen();

    void reached(std::int64_t change);

  private:
    sqlite3* database_;
    Owned<sqlite3_stmt, sqlite3_finalize> insert_;
    Owned<sqlite3_stmt, sqlite3_finalize> session_;
};

/// Removes all attendees and what was sealed for them, as this machine may not have them any more.
void wipe_attendees(Database& database);

}  // namespace kiosk

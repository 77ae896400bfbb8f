#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/zone.h"
#include "kiosk/desk/admission_day.h"
#include "kiosk/domain/check_in.h"
#include "kiosk/domain/programme.h"
#include "kiosk/store/attendees/check_ins.h"
#include "kiosk/store/attendees/check_ins_by_attendee.h"
#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/attendees/ticket_row.h"

namespace kiosk {

/// Where a scan was made, and when.
struct Door {
    Instant now = {};
    const Session* session = nullptr;  // null: the entrance, or a closed door
    const Session* opens_for = nullptr;  // of a closed door: the next session behind it; null: none
    bool is_closed = false;              // no session lets people in there
};

/// Judges scans and records who came in. One thread owns it, with its connection.
class CheckInDesk {
  public:
    /// @param database  must outlive the desk
    /// @param device    this machine
    /// @throws StoreError  when the database can't be read, or its hash key is missing
    CheckInDesk(Database& database, Device device);

    /// Judges a scan and, when it admits, records it: the record is on the disk when this returns. Every byte string gets
    /// a verdict. The same scan again is judged anew.
    ///
    /// @param scanned  as it arrived
    /// @param session  id of the session at whose door it was; none: the entrance
    /// @throws StoreError  when it could not be recorded (nobody is admitted then), or there is no such session
    CheckInAnswer answer(std::string_view scanned, Instant now, const std::optional<std::string>& session);

    /// As `answer`, within a transaction of the caller's.
    CheckInAnswer answer_within(std::string_view scanned, Instant now, const std::optional<std::string>& session);

    /// As `answer`, at the door of a room: for the session that lets people in there now. While there is none a ticket that
    /// counts is for the wrong session.
    CheckInAnswer answer_at_door(std::string_view scanned, Instant now, const std::string& room);

    /// Reads the programme and the check-ins now, where they have changed, so that the next scan doesn't wait for it.
    void get_ready();

    /// The ticket that a scan is, without judging it; none where no ticket has this code.
    std::optional<OpenTicket> ticket_of(std::string_view scanned);

    /// How many are in a session.
    int persons_in_session(const std::string& session) const { return persons_in(database_, session); }

  private:
    void refresh();
    Door door_at(Instant now, const std::optional<std::string>& session) const;
    Door door_of(Instant now, const std::string& room) const;
    CheckInAnswer judge(std::string_view scanned, const Door& door);
    std::optional<OpenTicket> listed_ticket(std::string_view scanned, std::string_view text) const;
    CheckInAnswer judge_signed(std::string_view text, const Door& door);
    CheckInAnswer judge_ticket(const OpenTicket& found, const Door& door);
    void admit(CheckInAnswer& answer, const OpenTicket& found, const Door& door);
    bool is_for(const Ticket& ticket, const Session& session) const;
    bool has_space(const Session& session) const;
    AdmissionDay period(const Door& door) const;

    Database& database_;
    Device device_;
    HashKey key_;
    CheckInsByAttendee check_ins_;
    std::optional<int> version_ = {};  // the data_version that was looked at last
    std::optional<std::int64_t> revision_ = {};  // of the programme
    Programme programme_ = {};
    Zone zone_ = {};
};

}  // namespace kiosk

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/store/attendees/check_ins.h"
#include "kiosk/store/database.h"
#include "kiosk/store/statement.h"

namespace kiosk {

/// A record of the check-in list as it travels: an admission, or what takes one back.
struct SentCheckIn {
    std::string id = {};
    std::string attendee = {};
    std::optional<std::string> session = {};  // none: the entrance
    Instant at = {};
    std::string device = {};  // its id, and what people call it
    std::string device_name = {};
    std::optional<std::string> undoes = {};
    bool offline = false;
};

/// What the hub has not taken yet.
int unsent(const Database& database);

/// What waits there to be sent; of check-ins, what a device that checks in has.
enum class Unsent { nothing, check_ins, more_than_check_ins };

Unsent what_is_unsent(const Database& database);

/// The check-ins that the hub has never been sent, by their ids. Not by their numbers: those begin anew whenever all are sent.
std::set<std::string> never_sent_check_ins(const Database& database);

/// The oldest check-ins that the hub has not taken yet, or may have lost; what is known of the latter says whether they were
/// given without it.
std::vector<SentCheckIn> unsent_check_ins(const Database& database, int at_most);

/// All check-ins that this machine recorded or heard of, oldest first.
std::vector<SentCheckIn> known_check_ins(const Database& database);

/// Remembers that check-ins were given without the hub.
void mark_offline(Database& database, std::span<const SentCheckIn> check_ins);

/// A change made by hand as it travels.
struct SentEdit {
    std::string id = {};
    std::string content = {};  // the row of the table "edit" as JSON
};

/// The oldest changes made by hand that the hub has not taken yet.
std::vector<SentEdit> unsent_edits(const Database& database, int at_most);

/// The hub has these.
///
/// @param kind  check_in, edit, hand, greeting
void mark_sent(Database& database, const std::string& kind, std::span<const std::string> ids);

/// Puts all that was recorded here into the outbox again, since the hub may have lost it.
///
/// @param device  this machine's id: what others recorded stays out; empty: what this machine recorded before it was a
///                device, which is all there is
void refill_outbox(Database& database, const std::string& device);

/// Writes what comes from the hub as such: nothing of it is sent back. Within a transaction.
class Pulling {
  public:
    explicit Pulling(Database& database);
    Pulling(const Pulling&) = delete;
    Pulling& operator=(const Pulling&) = delete;

    /// Ends it; a transaction that fails instead leaves nothing behind.
    void end();

  private:
    Database& database_;
};

/// Writes the name of a device whose records come from the hub.
void write_arrived_device(Database& database, const Device& device);

/// Writes check-ins of the hub's list. Lives within one transaction.
class CheckInWriter {
  public:
    explicit CheckInWriter(Database& database);

    /// @return  how many were not here already
    int write(std::span<const SentCheckIn> check_ins);

  private:
    int insert(Statement& rows, std::span<const SentCheckIn> check_ins);

    Database& database_;
    Statement many_, one_;
    Statement offline_, online_;
    std::set<std::string> devices_ = {};  // written already
};

/// A ticket that was let in twice.
struct HubConflict {
    std::string id = {};
    std::string attendee = {};
    std::optional<std::string> resolved = {};  // allow, deny
    bool stands = true;
};

/// The conflicts that the organiser has settled.
std::vector<HubConflict> settled_conflicts(const Database& database);

void write_conflict(Database& database, const HubConflict& conflict);

/// All that the hub knows comes anew.
void forget_conflicts(Database& database);

/// How many tickets were let in twice, stand so, and wait for the organiser.
int open_conflicts(const Database& database);

}  // namespace kiosk

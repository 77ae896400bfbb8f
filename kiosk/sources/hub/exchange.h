#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub/hub_attendees.h"
#include "kiosk/store/hub/hub_link.h"
#include "kiosk/store/hub/hub_outbox.h"

namespace kiosk {

/// What an exchange needs of the program around it.
struct ExchangeOptions {
    /// The machine's clock.
    std::function<std::chrono::system_clock::time_point()> clock = {};

    /// What a ticket admits to once: the session, or the entrance and its day.
    std::function<std::string(const SentCheckIn&)> place_of = {};

    /// Called during a first sync of attendees: how many are here, of how many.
    std::function<void(int here, int all)> progress = [](int, int) {};

    std::string version = {};
};

/// What this machine is to the hub.
enum class Standing { welcome, revoked, copied, unknown };

/// What a device that waits is called for.
enum class Call { nothing, check_ins, now };

/// What moved.
struct Exchanged {
    int pulled = 0;
    int pushed = 0;
};

/// The exchange of this machine with its hub over one connection. Everything it takes is in the database, with the place
/// it came to, in one transaction; everything it sends has an id, so that sending again changes nothing.
class Exchange {
  public:
    /// Connects.
    ///
    /// @throws HubError  when the hub can't be reached
    Exchange(Database& database, ExchangeOptions options);

    /// Tells the hub that this machine is there, and hears what it is. A revoked one deletes its attendees and keys; one
    /// that the hub doesn't know keeps all, as the hub may be a new one, or back from an old backup.
    Standing contact();

    /// Sends what the outbox has, and takes what has changed. Attendees that are not here yet come last.
    ///
    /// @param pulls  false: sends, and no more
    Exchanged run(bool pulls = true);

    /// Asks to be woken when the hub changes.
    ///
    /// @return false where the hub can't (behind a pooler, say): it has to be asked then
    bool listen();

    /// Asks to be left alone: where much is changing each wake-up costs the hub as much as a change.
    void listen_no_more();

    /// What the hub has called this machine for since it was last asked.
    Call called();

    /// A sign of life of a machine that has all there is and has nothing to send, which costs the hub little.
    ///
    /// @return false where contact() is needed instead
    bool still_here();

    /// Whether the hub's side of the connection has grown by what it was asked: a fresh one would be smaller.
    bool is_large() const { return has_feed_ && is_large_; }

    Postgres& hub() { return hub_; }

    /// Seconds since the hub last said that this machine has all it has; none: never on this connection.
    std::optional<double> data_age_s() const;

  private:
    int push();
    int push_edits();
    int push_check_ins();
    int push_hands();
    void push_greetings();
    std::optional<std::string> device_with(const std::string& machine);
    int pull();
    int pull_all();
    Rows changes_since_here();
    std::optional<int> pull_news();
    void ask_for_greetings();
    void take_greetings(const Rows& rows);
    int write_arrivals(const Rows& rows, std::vector<int> numbers, const HubPlace& place, bool is_all = false);
    int pull_attendees(bool any_changed, std::int64_t until);
    int first_sync_of_attendees();
    int changed_attendees(std::int64_t since, std::int64_t until);
    bool is_another_log(const HubLink& link, const std::string& epoch, const std::string& mark) const;

    void read_link();
    Instant now() const;

    Database& database_;
    ExchangeOptions options_;
    HubLink link_;
    Postgres hub_;
    std::set<std::string> given_alone_;  // check-ins, before this connection was made; not sent yet
    bool is_listening_ = false;
    bool has_feed_ = true;      // the hub; one of an older kiosk has none
    bool is_in_doubt_ = false;  // the place that this machine has come to is not in the feed
    bool is_current_ = false;   // by what the feed answered last
    bool was_called_ = false;   // by a channel of its own: there is a greeting for it
    bool is_large_ = false;
    bool whole_ = false;  // the hub's log is another than it was: take everything
    std::optional<std::chrono::system_clock::time_point> current_at_ = {};
    std::map<std::string, std::string> devices_ = {};  // of the event: ids, by the marks of their machines
};

}  // namespace kiosk

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/sources/hub/hub_json.h"
#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub/hub_outbox.h"
#include "kiosk/store/hub/mirror.h"

namespace kiosk {

/// A row that says what has changed on the hub.
struct Arrived {
    std::string_view kind = {};  // document, edit, conflict, hand, hands; lives as long as the answer
    Json content = {};
};

/// Whether a row has check-ins, each of which is whole by itself.
bool is_of_check_ins(const Rows& rows, int row);

/// Reads rows of an answer, in the order of their numbers. Done before a transaction begins: doors wait for writing alone.
std::vector<Arrived> read_arrived(const Rows& rows, std::span<const int> numbers);

/// The same of rows that have check-ins. One that can't be understood is said and left out.
std::vector<SentCheckIn> read_check_ins(const Rows& rows, std::span<const int> numbers);

/// Writes what has changed on the hub. Lives within one transaction.
class Arrivals {
  public:
    /// @param takes_programme  false on the machine that publishes it
    Arrivals(Database& database, bool takes_programme);

    /// One row that can't be understood keeps nothing else from coming: it is said and left out.
    void write(const Arrived& arrived);
    void write(std::span<const SentCheckIn> check_ins);

    /// Ends a whole programme: removes what was not written.
    void remove_others();

    /// Comes last.
    ///
    /// @param at  when the changes are seen here
    void finish(Instant at);

    /// How many rows were new.
    int count() const { return count_; }

  private:
    void write_edit(const Json& content);
    void write_hand(const Json& content);

    Database& database_;
    bool takes_programme_ = true;
    Pulling pulling_;
    MirrorWriter mirror_;
    CheckInWriter check_ins_;
    int count_ = 0;
    bool changes_programme_ = false;
};

}  // namespace kiosk

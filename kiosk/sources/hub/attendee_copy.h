#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/store/hub/hub_attendees.h"

namespace kiosk {

class Postgres;

/// The columns of an attendee in the order in which `AttendeeCopy` reads them; what an older hub lacks is NULL.
std::string copied_columns(Postgres& hub);

/// Reads attendees from PostgreSQL's binary COPY.
///
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
class AttendeeCopy {
  public:
    using Take = std::function<void(const HubAttendee& attendee, std::string_view place)>;

    /// @param take  its texts live during the call
    explicit AttendeeCopy(Take take) : take_(std::move(take)) {}

    /// @param piece  what came next; whole rows, as PostgreSQL sends them
    /// @throws HubError  when it is no such row
    void read(std::string_view piece);

  private:
    Take take_;
    bool header_read_ = false;
};

}  // namespace kiosk

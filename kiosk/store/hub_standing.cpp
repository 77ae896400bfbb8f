#include "kiosk/store/hub_standing.h"

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read how this machine stands with its hub";
constexpr const char* is_arriving = "checks_in AND NOT publishes AND state <> 'revoked' AND attendees_reached IS NULL";

}  // namespace

HubStanding hub_standing(const Database& database) {
    Statement link{database.handle(),
                   std::string{"SELECT CAST(round(coalesce(clock_error_s, 0)) AS INTEGER), attendees_all, "} + is_arriving +
                       ", (SELECT count(*) FROM hub_conflict WHERE stands AND resolved IS NULL), state = 'revoked' FROM hub_link",
                   reading};
    if (!link.step()) return {};
    HubStanding standing{.clock_ahead = std::chrono::seconds{link.large_integer(0)},
                         .let_in_twice = link.integer(3),
                         .is_taken_off = link.integer(4) != 0};
    if (link.integer(2) == 0) return standing;
    Statement count{database.handle(), "SELECT count(*) FROM attendee", reading};
    count.step();
    standing.attendees = ArrivingList{.here = count.integer(0), .all = link.integer(1)};
    return standing;
}

bool is_list_arriving(const Database& database) {
    Statement link{database.handle(), std::string{"SELECT 1 FROM hub_link WHERE "} + is_arriving, reading};
    return link.step();
}

}  // namespace kiosk

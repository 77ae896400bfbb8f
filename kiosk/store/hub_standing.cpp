#include "kiosk/store/hub_standing.h"

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* reading = "read how this machine stands with its hub";
constexpr const char* is_arriving = "checks_in AND NOT publishes AND state <> 'revoked' AND attendees_reached IS NULL";

HubMembership membership_of(const std::string& state) {
    if (state == "revoked") return HubMembership::taken_off;
    if (state == "copied") return HubMembership::copied;
    return state == "unknown" ? HubMembership::unknown : HubMembership::member;
}

}  // namespace

HubStanding hub_standing(const Database& database) {
    Statement link{database,
                   std::string{"SELECT CAST(round(coalesce(clock_error_s, 0)) AS INTEGER), attendees_all, "} + is_arriving +
                       ", (SELECT count(*) FROM hub_conflict WHERE stands AND resolved IS NULL), iif(known, state, 'unknown') FROM hub_link",
                   reading};
    if (!link.step()) return {};
    HubStanding standing{.clock_ahead = std::chrono::seconds{link.large_integer(0)},
                         .let_in_twice = link.integer(3),
                         .membership = membership_of(link.text(4))};
    if (link.integer(2) == 0) return standing;
    Statement count{database, "SELECT count(*) FROM attendee", reading};
    count.step();
    standing.attendees = ArrivingList{.here = count.integer(0), .all = link.integer(1)};
    return standing;
}

bool is_list_arriving(const Database& database) {
    Statement link{database, std::string{"SELECT 1 FROM hub_link WHERE "} + is_arriving, reading};
    return link.step();
}

}  // namespace kiosk

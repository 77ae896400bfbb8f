#pragma once

#include <chrono>
#include <optional>

namespace kiosk {

/// A list of attendees that is on its way to this machine for the first time.
struct ArrivingList {
    int here = 0;
    int all = 0;  // 0: not known yet

    bool operator==(const ArrivingList&) const = default;
};

/// What a machine is to the hub that it was paired with.
enum class HubMembership {
    member,
    taken_off,  // the organiser revoked it: it has neither attendees nor a key
    copied,     // another machine with a copy of its disk is the device
    unknown,    // the hub, a new one or one from before the pairing, doesn't know it
};

/// What people before a screen have to know of how it stands with its hub; without a hub there is nothing.
struct HubStanding {
    std::chrono::seconds clock_ahead = {};       // of the hub's clock; negative: behind it
    int let_in_twice = 0;                        // tickets, by two doors, which nobody has settled
    std::optional<ArrivingList> attendees = {};  // none: all are here, or none are to come
    HubMembership membership = HubMembership::member;

    bool operator==(const HubStanding&) const = default;
};

}  // namespace kiosk

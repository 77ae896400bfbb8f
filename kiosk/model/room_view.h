#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"
#include "kiosk/model/catalogue.h"
#include "kiosk/model/check_in_stand.h"
#include "kiosk/model/door_panel.h"
#include "kiosk/model/moment.h"
#include "kiosk/model/phone_panel.h"
#include "kiosk/model/tone.h"

namespace kiosk {

/// The session that is on, as a door sign shows it.
struct DoorNow {
    std::string label = {};  // "ON NOW"
    std::string title = {};
    std::string people = {};
    std::string started = {};  // "started 10:00"
    std::string until = {};    // "until 11:30 · 75 min left"
    double progress = 0;
    std::string moved = {};  // "moved here from Dodder", has the tone `changed`; mostly empty
    SeatWords seats = {};

    bool operator==(const DoorNow&) const = default;
};

/// The session after it.
struct DoorNext {
    std::string label = {};  // "NEXT · 12:00", "NEXT · TOMORROW 09:00"
    std::string title = {};
    std::string people = {};  // with "2 will attend" for a topic
    std::string moved = {};   // as of DoorNow
    SeatWords seats = {};

    bool operator==(const DoorNext&) const = default;
};

/// A session that people look for behind this door in vain.
struct DoorMissed {
    std::string label = {};  // "MOVED TO TOLKA, STARTS 14:30", "CANCELLED · 14:30"
    std::string title = {};
    Tone tone = Tone::changed;  // of the label; `alarm` for what is called off

    bool operator==(const DoorMissed&) const = default;
};

/// One line of the rest of the day.
struct DoorLater {
    std::string time = {};
    std::string title = {};
    std::string moved = {};  // as of DoorNow

    bool operator==(const DoorLater&) const = default;
};

/// A door sign at one moment, ready to draw.
struct RoomView {
    std::string room = {};
    std::string where = {};
    std::string clock = {};
    std::string event = {};
    std::string day = {};
    std::vector<DoorNow> now = {};  // two at once are both here
    std::string idle = {};          // large, when nothing is on: "Free until 11:00", "See you tomorrow at 09:00"
    std::string idle_detail = {};   // smaller, below it; may be empty
    std::vector<DoorMissed> missed = {};  // by the time at which people look for them
    std::optional<DoorNext> next = {};
    std::vector<DoorLater> later = {};          // the rest of the event's day, after `next`
    std::vector<std::string> known_rooms = {};  // filled when the room is unknown: the rooms that there are
    std::optional<DoorPanel> panel = {};        // at the foot
    std::optional<PhonePanel> phone = {};       // at the foot, too
    std::string status = {};
    bool status_alarms = false;  // what is shown may be wrong
    bool right_to_left = false;
    std::optional<Instant> changes_at = {};  // on the shown clock

    bool operator==(const RoomView&) const = default;
};

/// Which door a sign hangs at, and what can be done there.
struct DoorSign {
    std::string room = {};                // its exact name; an unknown one gives a view that names the rooms there are
    const CheckInStand* stand = nullptr;  // of a sign that checks people in; null: it doesn't
    const QrCode* code = nullptr;         // for phones; null: they are not served here
};

/// Builds the door sign of one room.
RoomView room_view(const Programme& programme, const DoorSign& sign, const Moment& moment, const Catalogue& words);

}  // namespace kiosk

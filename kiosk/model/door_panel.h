#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/agenda.h"
#include "kiosk/domain/programme.h"
#include "kiosk/domain/seats.h"
#include "kiosk/model/check_in_stand.h"
#include "kiosk/model/format.h"
#include "kiosk/model/phone_panel.h"

namespace kiosk {

/// How full a session is, in words.
struct SeatWords {
    std::string text = {};  // "24 of 40 seats", "full · 12 of 12"; empty: nobody counts
    bool full = false;

    bool operator==(const SeatWords&) const = default;
};

SeatWords seat_words(const Programme& programme, const Session& session, const Catalogue& words);

/// The foot of a door sign: how to check in there, or that the session is full.
struct DoorPanel {
    std::string title = {};  // "Coming in?", "Full", "Check-in opens at 09:45"
    std::vector<std::string> lines = {};
    bool alarm = false;         // full, or out of order
    bool checks_in = false;     // a code can be shown here
    bool has_camera = false;    // its picture has a place
    bool camera_found = false;

    bool operator==(const DoorPanel&) const = default;
};

/// Says what people who want to come in have to know.
///
/// @param room   as it is at `now`
/// @param stand  of a sign that checks people in; null: it doesn't
/// @return       none when that is nothing: nobody checks in here, and there is space
std::optional<DoorPanel> door_panel(const Programme& programme, const RoomAgenda& room, Instant now, const CheckInStand* stand,
                                    const TimeWords& times);

/// The code for phones at a room's door, and what it does.
///
/// @param panel  beside it, which says the rest; null: the code's words say all
/// @param room   as it is at `now`
PhonePanel door_phone_panel(const QrCode& code, const DoorPanel* panel, const RoomAgenda& room, Instant now, const TimeWords& times);

/// How the camera is; empty when there is none and should be none.
std::string camera_words(CameraState camera, const Catalogue& words);

}  // namespace kiosk

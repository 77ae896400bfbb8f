#include "kiosk/model/door_panel.h"

#include "kiosk/domain/next_session.h"

namespace kiosk {
namespace {

bool camera_fails(CameraState camera) { return camera == CameraState::missing || camera == CameraState::busy; }

std::string opens_words(const Session& next, Instant now, const TimeWords& times) {
    const Instant opens = next.starts - door_opens_before;
    const std::string time = times.when(opens, now);
    if (times.clock_says_it(opens, now)) return times.words().say("Check-in opens at {time}", {{"time", time}});
    return times.words().say("Check-in opens: {day_and_time}", {{"day_and_time", time}});
}

/// Whom the check-in at a door is for at this moment.
///
/// @param session  that people come to; null: none
std::string door_words(const RoomAgenda& room, const Session* session, Instant now, const TimeWords& times) {
    const Catalogue& words = times.words();
    if (session && session->starts <= now) return words.say("Coming in?");
    if (session) return words.say("Coming in at {time}?", {{"time", times.clock(session->starts)}});
    return room.next ? opens_words(*room.next, now, times) : words.say("No check-in here at the moment");
}

/// "There is space in “Xen on ARM”, Corrib."
std::string space_elsewhere(const Programme& programme, const Session& full, Instant now, const Catalogue& words) {
    const auto instead = session_instead(programme, full, now, [&](const Session& other) {
        const auto seats = seats_of(programme, other);
        return !seats || !seats->full();
    });
    if (!instead) return words.say("Please choose another session.");
    return words.say("There is space in “{session}”, {room}.",
                     {{"session", within_quotes(instead->title)}, {"room", isolated(instead->room.value_or(""))}});
}

DoorPanel full_panel(const Programme& programme, const Session& session, Instant now, const Catalogue& words) {
    return {.title = words.say("Full"), .lines = {space_elsewhere(programme, session, now, words)}, .alarm = true};
}

DoorPanel trouble_panel(const Trouble& trouble, const Catalogue& words) {
    return {.title = words.say("Check-in is out of order"),
            .lines = {words.say("Please go to the info desk or to another door."),
                      joined({words.say("code {code}", {{"code", trouble.code}}), trouble.device})},
            .alarm = true};
}

void say_how(DoorPanel& panel, CameraState camera, const Catalogue& words) {
    panel.has_camera = camera != CameraState::off && !camera_fails(camera);
    panel.camera_found = camera == CameraState::found;
    panel.lines.push_back(panel.has_camera ? words.say("Hold your QR code to the camera")
                                           : words.say("Hold your QR code to the scanner"));
    if (camera != CameraState::looking) panel.lines.push_back(camera_words(camera, words));
    std::erase(panel.lines, "");
}

}  // namespace

SeatWords seat_words(const Programme& programme, const Session& session, const Catalogue& words) {
    const auto seats = seats_of(programme, session);
    if (!seats) return {};
    const std::string taken = std::to_string(seats->taken), all = std::to_string(seats->all);
    if (seats->full()) return {words.say("full · {taken} of {all}", {{"taken", taken}, {"all", all}}), true};
    return {words.say("{taken} of {all} seats", {{"taken", taken}, {"all", all}}), false};
}

std::optional<DoorPanel> door_panel(const Programme& programme, const RoomAgenda& room, Instant now, const CheckInStand* stand,
                                    const TimeWords& times) {
    const Catalogue& words = times.words();
    if (stand && stand->trouble()) return trouble_panel(*stand->trouble(), words);
    const Session* session = session_at_door(room, now);
    const auto seats = session ? seats_of(programme, *session) : std::nullopt;
    DoorPanel panel;
    if (seats && seats->full())
        panel = full_panel(programme, *session, now, words);
    else if (!stand)
        return std::nullopt;
    else
        panel.title = door_words(room, session, now, times);
    panel.checks_in = stand != nullptr && session;
    if (panel.checks_in && !panel.alarm) say_how(panel, stand->camera(), words);
    return panel;
}

PhonePanel door_phone_panel(const QrCode& code, const DoorPanel* panel, const RoomAgenda& room, Instant now, const TimeWords& times) {
    const Catalogue& words = times.words();
    if (code.size == 0) return no_phones_panel(words);
    if (panel) return panel->checks_in && !panel->alarm ? check_in_panel(code, words) : PhonePanel{.code = code};
    const Session* session = session_at_door(room, now);
    PhonePanel phone{.code = code, .heading = door_words(room, session, now, times)};
    if (session) phone.text = words.say("Scan to check in to this session.");
    return phone;
}

std::string camera_words(CameraState camera, const Catalogue& words) {
    switch (camera) {
        case CameraState::off: return {};
        case CameraState::looking: return words.say("Looking for a code …");
        case CameraState::found: return words.say("Code found");
        case CameraState::missing: return words.say("No camera. The scanner still works.");
        case CameraState::busy: return words.say("The camera is busy. The scanner still works.");
        case CameraState::dark: return words.say("Too dark for the camera");
        case CameraState::too_near: return words.say("Hold it a little further away");
    }
    return {};
}

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/programme.h"
#include "kiosk/model/catalogue.h"
#include "kiosk/model/door_panel.h"
#include "kiosk/model/moment.h"
#include "kiosk/model/phone_panel.h"
#include "kiosk/model/tone.h"

namespace kiosk {

/// One session that is on, in a lobby's row.
struct OnNow {
    std::string title = {};
    std::string people = {};  // "Ian Campbell · Lars Kurth"; may be empty
    std::string state = {};   // "on now", has the tone `now`
    std::string until = {};   // "until 11:30"
    double progress = 0;      // 0 to 1, by whole minutes
    std::string moved = {};   // "moved here from Dodder", has the tone `changed`; mostly empty

    bool operator==(const OnNow&) const = default;
};

/// What comes next in a room, or is missed there.
struct UpNext {
    std::string label = {};  // "NEXT 12:00 · IN 1 H 45 MIN", "NEXT TOMORROW 09:00", "MOVED TO TOLKA · 11:00"
    std::string title = {};
    Tone tone = Tone::next;  // of the label: `changed` for what moved, `alarm` for what is called off

    bool operator==(const UpNext&) const = default;
};

/// One room in the lobby.
struct RoomRow {
    std::string room = {};  // its name; the word for "no room" where there is none
    std::string note = {};  // below the name: "first floor", "40 seats"; may be empty
    SeatWords seats = {};   // of the session that people can go in to
    std::vector<OnNow> now = {};
    std::string idle = {};  // when nothing is on: "Free until 11:00", "Nothing more today"
    std::optional<UpNext> next = {};
    std::vector<UpNext> missed = {};  // what people look for here in vain; with `next` as many as the layout has room for

    bool operator==(const RoomRow&) const = default;
};

/// One topic that has no place yet.
struct TopicCard {
    std::string title = {};
    std::string details = {};  // "Ian Campbell · mostly C · 2 will attend"

    bool operator==(const TopicCard&) const = default;
};

/// The panel "Topics to discuss".
struct TopicPanel {
    std::string heading = {};
    std::vector<TopicCard> cards = {};

    bool operator==(const TopicPanel&) const = default;
};

/// The lobby at one moment, ready to draw: every word said, every page chosen.
struct LobbyView {
    std::string event = {};
    std::string day = {};       // "Thursday 16 May · Dublin"
    std::string clock = {};     // "10:15"
    std::string headline = {};  // a state of the whole event: "Starts in 3 days", "The event is over"; may be empty
    std::string headline_detail = {};  // below it; may be empty
    std::vector<RoomRow> rows = {};
    bool compact = false;  // many rooms: low rows with one line of title
    std::optional<TopicPanel> topics = {};
    std::string page = {};  // "rooms 1–4 of 7"; empty when all are on one page
    int page_index = 0;
    int page_count = 1;
    std::optional<PhonePanel> phone = {};  // beside the topics
    std::string notice = {};  // foot line, middle
    std::string status = {};  // foot line, end: "demo", "as of 10:12", "clock not trusted"; may be empty
    bool status_alarms = false;  // what is shown may be wrong
    bool right_to_left = false;
    std::optional<Instant> changes_at = {};  // on the shown clock; when this view is out of date
    std::optional<Instant> turns_at = {};    // on the turning clock; none when there is one page

    bool operator==(const LobbyView&) const = default;
};

/// Builds the lobby's view.
///
/// @param programme  with sessions sorted as Programme promises
LobbyView lobby_view(const Programme& programme, const Moment& moment, const ScreenShape& shape,
                     const Catalogue& words);

}  // namespace kiosk

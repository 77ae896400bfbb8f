#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/earlier_place.h"

namespace kiosk {

/// One day of an event. The hours are none where nobody said them.
struct Day {
    Date date = {};
    std::optional<Instant> opens = {};
    std::optional<Instant> closes = {};

    bool operator==(const Day&) const = default;
};

/// What is known of the event as a whole.
struct Event {
    std::string name = {};
    std::string timezone = {};  // IANA name; every face on every screen is in it
    std::string city = {};
    std::string country = {};
    std::string language = "en";  // BCP 47; the screens' own words
    std::string notice = {};      // the lobby's foot line: Wi-Fi, info desk
    std::vector<Day> days = {};   // by date
    bool admits_once = false;     // a ticket admits once in all, not once a day
    bool names_phones = true;     // the screen says the given name of who checked in by phone

    bool operator==(const Event&) const = default;
};

/// A place with a door sign.
struct Room {
    std::string name = {};             // exact; two that differ in case are two
    std::optional<int> capacity = {};  // persons
    std::string where = {};            // "first floor"; empty when nobody said

    bool operator==(const Room&) const = default;
};

/// Something that happens in [starts, ends). A session that ends when it starts is never on.
struct Session {
    std::string id = {};
    std::string guid = {};  // its source's world-wide id; empty: it has none
    std::string title = {};
    Instant starts = {};
    Instant ends = {};
    std::optional<std::string> room = {};  // a Room's name
    std::vector<std::string> also_in = {};  // more rooms, where it is in several at once
    std::vector<std::string> people = {};
    std::string track = {};
    bool cancelled = false;
    std::string topic = {};  // id of the topic that was placed as this session; empty for any other
    std::vector<EarlierPlace> before = {};      // where it was to be before it moved, in the order in which it left
    std::optional<Instant> cancelled_at = {};  // when it was called off; none: not, or from the beginning
    int checked_in = 0;      // persons

    bool is_in(const std::string& name) const {
        return room == name || std::find(also_in.begin(), also_in.end(), name) != also_in.end();
    }
    bool runs_at(Instant moment) const { return !cancelled && starts <= moment && moment < ends; }

    bool operator==(const Session&) const = default;
};

/// Something that somebody wrote below a topic.
struct Comment {
    std::string author = {};
    Instant at = {};
    std::string text = {};

    bool operator==(const Comment&) const = default;
};

/// A hand raised for a topic.
struct Vote {
    std::string author = {};
    Instant at = {};
    std::string kind = "will_attend";

    bool operator==(const Vote&) const = default;
};

/// Something that people want to talk about, with or without a place yet. A field that the source marks as not
/// applicable, or lacks, is none; paragraphs and bullets stand as lines.
struct Topic {
    std::string id = {};
    std::string title = {};
    std::optional<Date> inserted = {};
    std::optional<std::string> verified = {};
    std::optional<std::string> gsoc = {};
    std::optional<std::string> contact = {};
    std::optional<std::string> mailing_list = {};
    std::optional<std::string> irc = {};
    std::optional<std::string> difficulty = {};
    std::optional<std::string> skills = {};
    std::optional<std::string> description = {};
    std::optional<std::string> outcomes = {};
    std::vector<Comment> comments = {};
    std::vector<Vote> votes = {};
    int hands = 0;  // raised by attendees with their phones, beside the votes of the page

    bool operator==(const Topic&) const = default;
};

/// All that the screens show of one event.
struct Programme {
    Event event = {};
    std::vector<Room> rooms = {};        // in the order of the source
    std::vector<Session> sessions = {};  // by start, then end, room order, id
    std::vector<Topic> topics = {};      // in the order of the source
    bool is_demo = false;                // the built-in one, shown until an event is imported

    bool operator==(const Programme&) const = default;
};

}  // namespace kiosk

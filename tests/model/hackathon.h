#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/domain/programme.h"

namespace kiosk::test {

inline const Zone dublin = *Zone::named("Europe/Dublin");

/// "2013-05-16T10:15" on Dublin's clocks.
inline Instant at(std::string_view face) { return parse_iso_time(face)->moment_in(dublin); }

inline Session session(std::string title, std::string_view starts, std::string_view ends,
                       std::optional<std::string> room, std::vector<std::string> people = {}) {
    return {.id = title,
            .title = title,
            .starts = at(starts),
            .ends = at(ends),
            .room = std::move(room),
            .people = std::move(people)};
}

/// An event of two days, three rooms and no sessions.
inline Programme hackathon() {
    Programme programme;
    programme.event = {
        .name = "Hackathon",
        .timezone = "Europe/Dublin",
        .city = "Dublin",
        .country = "Ireland",
        .notice = "Wi-Fi: hackathon · info desk: ground floor",
        .days = {
            {.date = *parse_iso_date("2013-05-16"), .opens = at("2013-05-16T09:00"), .closes = at("2013-05-16T18:00")},
            {.date = *parse_iso_date("2013-05-17"),
             .opens = at("2013-05-17T09:00"),
             .closes = at("2013-05-17T17:00")}}};
    programme.rooms = {{.name = "Liffey", .capacity = 40, .where = "first floor"},
                       {.name = "Dodder", .capacity = 1},
                       {.name = "Tolka"}};
    return programme;
}

inline void sort_sessions(Programme& programme) {
    std::stable_sort(programme.sessions.begin(), programme.sessions.end(),
                     [](const Session& a, const Session& b) { return a.starts < b.starts; });
}

/// The same with a talk or two in every room but one.
inline Programme hackathon_with_sessions() {
    Programme programme = hackathon();
    programme.sessions = {
        session("Xen on ARM \"Portathon\"", "2013-05-16T10:00", "2013-05-16T11:30", "Liffey", {"Ada Lovelace"}),
        session("Roadmap", "2013-05-16T12:00", "2013-05-16T13:00", "Liffey", {"Ada Lovelace", "沈括"}),
        session("Lightning talks", "2013-05-16T15:30", "2013-05-16T16:30", "Liffey"),
        session("Late hacking", "2013-05-16T23:00", "2013-05-17T01:30", "Liffey"),
        session("Toolstacks", "2013-05-16T10:00", "2013-05-16T10:30", "Dodder", {"ابن الهيثم", "沈括"}),
        session("Toolstacks, the other half", "2013-05-16T10:00", "2013-05-16T10:45", "Dodder"),
        session("Wrap-up", "2013-05-17T15:00", "2013-05-17T16:00", "Dodder"),
    };
    sort_sessions(programme);
    return programme;
}

}  // namespace kiosk::test

#include "kiosk/model/headline.h"

#include <algorithm>

namespace kiosk {
namespace {

using Stage = Headline::Stage;

bool anything_on(const Agenda& agenda) {
    return std::any_of(agenda.rooms.begin(), agenda.rooms.end(),
                       [](const RoomAgenda& room) { return !room.now.empty(); });
}

std::optional<Instant> next_start(const Agenda& agenda) {
    std::optional<Instant> earliest;
    for (const RoomAgenda& room : agenda.rooms)
        if (room.next && (!earliest || room.next->starts < *earliest)) earliest = room.next->starts;
    return earliest;
}

/// The last end of all; the sessions of one day may run into another.
std::optional<Instant> end_of(const Programme& programme, std::span<const EventDay> days) {
    std::optional<Instant> end;
    const auto consider = [&](std::optional<Instant> moment) {
        if (moment && (!end || *moment > *end)) end = moment;
    };
    for (const EventDay& day : days) consider(day.ends().value_or(day.to));
    for (const Session& session : programme.sessions)
        if (!session.cancelled) consider(session.ends);
    return end;
}

Headline before_event(const EventDay& first, Instant now, const TimeWords& times) {
    const Catalogue& words = times.words();
    const std::optional<Instant> begins = first.begins();
    Headline headline{.stage = Stage::ahead, .detail = line_start(times.day(first.date))};
    if (begins) headline.detail = joined({headline.detail, times.clock(*begins)});
    const long distance = days_between(times.date_of(now), first.date);
    headline.text = distance == 1 ? words.say("Starts tomorrow")
                                  : words.count("Starts in {count} day", "Starts in {count} days", distance);
    return headline;
}

Headline before_doors(const EventDay& today, const TimeWords& times) {
    const Catalogue& words = times.words();
    const std::string first = today.first_start
                                  ? words.say("First session at {time}", {{"time", times.clock(*today.first_start)}})
                                  : words.say("No sessions are planned for today");
    if (today.opens && today.opens == today.begins())
        return {.text = words.say("Doors open at {time}", {{"time", times.clock(*today.opens)}}), .detail = first};
    return {.text = words.say("Starts at {time}", {{"time", times.clock(*today.begins())}})};
}

std::string see_you_words(const EventDay* next_day, Instant now, const TimeWords& times) {
    if (!next_day) return {};
    if (const auto begins = next_day->begins()) return times.see_you(*begins, now);
    return times.words().say("See you on {day}", {{"day", times.day(next_day->date)}});
}

/// Nothing is on, and nothing more comes today.
Headline after_last(const EventDay& today, const EventDay* next_day, Instant now, const TimeWords& times) {
    const Catalogue& words = times.words();
    const std::string see_you = see_you_words(next_day, now, times);
    const bool doors_open = today.closes && now < *today.closes;
    const std::string open_until =
        doors_open ? words.say("Open until {time}", {{"time", times.clock(*today.closes)}}) : std::string{};
    if (today.first_start)
        return {.text = words.say("The last session is over"), .detail = see_you.empty() ? open_until : see_you};
    if (doors_open) return {.text = open_until, .detail = words.say("No sessions are planned for today")};
    if (today.closes && !see_you.empty()) return {.text = see_you};
    return {.text = words.say("No sessions are planned for today"), .detail = see_you};
}

Headline during_day(const EventDay& today, const EventDay* next_day, std::optional<Instant> next, Instant now,
                    const TimeWords& times) {
    const Catalogue& words = times.words();
    if (now < today.begins().value_or(today.from)) return before_doors(today, times);
    if (!next || *next >= today.to) return after_last(today, next_day, now, times);
    const std::string time = times.clock(*next);
    if (*next == today.first_start)
        return {.text = words.say("The doors are open"),
                .detail = words.say("First session at {time}", {{"time", time}})};
    return {.text = words.say("Break"), .detail = words.say("Next at {time}", {{"time", time}})};
}

}  // namespace

Headline headline_at(const Programme& programme, const Agenda& agenda, std::span<const EventDay> days, Instant now,
                     const TimeWords& times) {
    const Catalogue& words = times.words();
    if (programme.sessions.empty() && programme.topics.empty())
        return {.stage = Stage::nothing_planned,
                .text = words.say("The programme is empty"),
                .detail = words.say("Sessions appear here as soon as they are planned")};
    if (anything_on(agenda)) return {};
    if (days.empty())
        return {.stage = Stage::nothing_planned, .text = words.say("No sessions are planned yet"), .detail = {}};
    if (days_between(times.date_of(now), days.front().date) > 0) return before_event(days.front(), now, times);
    if (now >= end_of(programme, days))
        return {
            .stage = Stage::over, .text = words.say("The event is over"), .detail = words.say("Thank you for coming")};
    const EventDay* today = day_at(days, now);
    const EventDay* next_day = day_after(days, now);
    if (today) {
        if (today == next_day) next_day = nullptr;
        Headline headline = during_day(*today, next_day, next_start(agenda), now, times);
        if (today == days.data() && now < today->begins().value_or(today->from)) headline.stage = Stage::ahead;
        return headline;
    }
    if (next_day) return {.text = see_you_words(next_day, now, times)};
    return {.text = words.say("No sessions are planned for today")};
}

}  // namespace kiosk

#include "kiosk/model/room_view.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/agenda.h"
#include "kiosk/domain/marks.h"
#include "kiosk/model/change_words.h"
#include "kiosk/model/event_days.h"
#include "kiosk/model/format.h"
#include "kiosk/model/headline.h"
#include "kiosk/model/session_words.h"
#include "kiosk/model/status_line.h"

namespace kiosk {
namespace {

/// What everything on one door sign is said from.
struct Door {
    const Programme& programme;
    const RoomAgenda& agenda;
    const EventDay* today;  // null between days
    Instant now;
    const TimeWords& times;
};

std::string left_words(Instant now, Instant ends, const TimeWords& times) {
    const long left = clock_minutes(now, ends);
    if (left < 120) return times.words().count("{count} min left", "{count} min left", left);
    return times.words().say("{span} left", {{"span", times.span(now, ends)}});
}

DoorNow door_now(const Session& session, const Door& door) {
    const auto& [programme, agenda, today, now, times] = door;
    const Catalogue& words = times.words();
    return {.label = capitals(words.say("on now")),
            .title = session.title,
            .people = joined(session.people),
            .started = started_words(session, now, times),
            .until = joined({until_words(session, now, times), left_words(now, session.ends, times)}),
            .progress = progress_at(session, now),
            .moved = arrived_words(session, agenda.room->name, false, now, times),
            .seats = seat_words(programme, session, words)};
}

/// Where a session that comes moved from, as long as that has to be said.
std::string moved_words(const Session& session, const Door& door) {
    if (!is_marked(session, door.now)) return {};
    return arrived_words(session, door.agenda.room->name, false, door.now, door.times);
}

/// Whether a session comes later today behind this door, and nobody stands here yet, or any more, for its old time: its
/// line in the rest of the day tells enough.
bool is_told_below(const Missed& missed, const Door& door) {
    const Session& session = *missed.session;
    if (!missed.place || session.cancelled || !session.is_in(door.agenda.room->name)) return false;
    const bool comes_today = door.today && session.starts > door.now && session.starts < door.today->to;
    return comes_today && (door.now < missed.slot() - change_is_told || door.now >= missed.place->ends);
}

std::vector<DoorMissed> door_missed(const Door& door, std::span<const Session* const> marked) {
    std::vector<DoorMissed> result;
    auto missed = missed_beside(door.agenda, marked);
    std::erase_if(missed, [&](const Missed& each) { return is_told_below(each, door); });
    for (const Missed& each : missed)
        result.push_back({.label = capitals(missed_at_door(each, door.now, door.times)),
                          .title = each.session->title,
                          .tone = each.session->cancelled ? Tone::alarm : Tone::changed});
    return result;
}

DoorNext door_next(const Session& session, const Door& door) {
    const Catalogue& words = door.times.words();
    std::vector<std::string> people = session.people;
    const auto& topics = door.programme.topics;
    const auto topic = std::find_if(topics.begin(), topics.end(),
                                    [&](const Topic& candidate) { return candidate.id == session.topic; });
    if (!session.topic.empty() && topic != topics.end()) people.push_back(attendance(*topic, words));
    const std::string when = door.times.when(session.starts, door.now);
    return {.label = capitals(joined({words.say("next"), when})),
            .title = session.title,
            .people = joined(people),
            .moved = moved_words(session, door),
            .seats = seat_words(door.programme, session, words)};
}

/// What the day still brings after the next session, those that run beside it included.
std::vector<DoorLater> later_today(const Door& door) {
    std::vector<DoorLater> later;
    if (!door.today) return later;
    for (const Session& session : door.programme.sessions) {
        const bool ahead = session.starts > door.now && session.starts < door.today->to && !session.cancelled;
        if (ahead && &session != door.agenda.next && is_in(session, door.agenda.room, door.programme))
            later.push_back({door.times.clock(session.starts), session.title, moved_words(session, door)});
    }
    return later;
}

/// Says why nothing is on behind this door.
void say_idle(RoomView& view, const Door& door, const Headline& headline) {
    const Catalogue& words = door.times.words();
    const Session* next = door.agenda.next;
    const bool event_speaks = headline.stage != Headline::Stage::running;
    if (event_speaks && !headline.text.empty()) {
        view.idle = headline.text;
        view.idle_detail = headline.detail;
    } else if (next && door.today && next->starts < door.today->to) {
        view.idle = words.say("Free until {time}", {{"time", door.times.clock(next->starts)}});
    } else if (next) {
        view.idle = door.times.see_you(next->starts, door.now);
        const bool had_some = door.today && ended_in(door.programme, door.agenda.room, door.today->from, door.now);
        view.idle_detail = had_some ? words.say("The last session here is over") : words.say("Nothing on yet");
    } else if (ended_in(door.programme, door.agenda.room, Instant::min(), door.now)) {
        view.idle = words.say("Nothing more here");
        view.idle_detail = headline.text.empty() ? words.say("The event goes on in other rooms") : headline.text;
    } else {
        view.idle = words.say("Nothing is planned here");
        view.idle_detail = headline.text;
    }
}

/// Whether sessions moved out of a room.
bool was_in_use(const Programme& programme, const std::string& room) {
    return std::ranges::any_of(programme.sessions, [&](const Session& session) {
        return std::ranges::find(session.before, room, &EarlierPlace::room) != session.before.end();
    });
}

void name_the_rooms(RoomView& view, const Programme& programme, const Catalogue& words) {
    view.idle = words.say("No room is called “{room}” here", {{"room", within_quotes(view.room)}});
    for (const Room& room : programme.rooms) view.known_rooms.push_back(room.name);
    view.idle_detail = view.known_rooms.empty() ? words.say("No rooms are known yet") : words.say("The rooms are:");
}

}  // namespace

RoomView room_view(const Programme& programme, const DoorSign& sign, const Moment& moment, const Catalogue& words) {
    const TimeWords times{Zone::named(programme.event.timezone).value_or(Zone{}), words};
    const Instant now = moment.shown;
    const Agenda agenda = agenda_at(programme, now);
    StatusLine status = status_line(programme, moment, times);
    RoomView view{.room = std::string{trimmed(sign.room)},
                  .clock = times.clock(now),
                  .event = programme.event.name,
                  .day = joined({line_start(times.day(times.date_of(now))), programme.event.city}),
                  .status = std::move(status.text),
                  .status_alarms = status.alarms,
                  .right_to_left = words.right_to_left(),
                  .changes_at = next_change(agenda, moment, times.zone())};

    const Room gone{.name = view.room};
    const RoomAgenda gone_agenda{.room = &gone};
    const auto found = std::find_if(agenda.rooms.begin(), agenda.rooms.end(), [&](const RoomAgenda& candidate) {
        return candidate.room && candidate.room->name == view.room;
    });
    // A screen that has just been paired knows its room before the programme.
    const bool knows_nothing_yet = programme.event.name.empty() && programme.rooms.empty();
    if (found == agenda.rooms.end() && !knows_nothing_yet && !was_in_use(programme, view.room)) {
        name_the_rooms(view, programme, words);
        return view;
    }
    // A room that the event gave up still has its door, and people before it.
    const RoomAgenda* const here = found == agenda.rooms.end() ? &gone_agenda : &*found;
    const std::vector<EventDay> days = event_days(programme, times.zone());
    const Door door{programme, *here, day_at(days, now), now, times};
    view.where = here->room->where;
    for (const Session* session : here->now) view.now.push_back(door_now(*session, door));
    if (view.now.empty()) say_idle(view, door, headline_at(programme, agenda, days, now, times));
    view.missed = door_missed(door, agenda.marked);
    if (here->next) view.next = door_next(*here->next, door);
    view.later = later_today(door);
    view.panel = door_panel(programme, *here, now, sign.stand, times);
    const bool out_of_order = sign.stand && sign.stand->trouble();
    if (sign.code && !out_of_order) view.phone = door_phone_panel(*sign.code, view.panel ? &*view.panel : nullptr, *here, now, times);
    return view;
}

}  // namespace kiosk

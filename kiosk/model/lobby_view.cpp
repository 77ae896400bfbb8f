#include "kiosk/model/lobby_view.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>

#include "kiosk/domain/agenda.h"
#include "kiosk/domain/marks.h"
#include "kiosk/model/change_words.h"
#include "kiosk/model/event_days.h"
#include "kiosk/model/format.h"
#include "kiosk/model/headline.h"
#include "kiosk/model/lobby_layout.h"
#include "kiosk/model/session_words.h"
#include "kiosk/model/status_line.h"

namespace kiosk {
namespace {

using std::chrono::seconds;

constexpr seconds page_stays{12};

/// All that the parts of one lobby are said from.
struct Scene {
    const Programme& programme;
    const TimeWords& times;
    Instant now;
    const EventDay* today;  // null between days
};

/// What one row is about: a room, and the sessions of it that the row shows.
struct RowPlan {
    std::size_t room = 0;
    std::span<const Session* const> now = {};
    std::span<const Missed> missed = {};
    bool is_first_of_room = true;
};

/// Takes the first few off a list.
template <typename Item>
std::span<Item> take(std::span<Item>& items, std::size_t most) {
    const auto taken = items.first(std::min(most, items.size()));
    items = items.subspan(taken.size());
    return taken;
}

/// One row a room, and more where more is on at once, or missed, than a row shows.
///
/// @param missed  for each of the agenda's rooms
std::vector<RowPlan> plan_rows(const Agenda& agenda, const std::vector<std::vector<Missed>>& missed, bool compact) {
    const std::size_t at_once = LobbyLayout::sessions_in_row(compact);
    const std::size_t coming = LobbyLayout::coming_in_row(compact);
    std::vector<RowPlan> rows;
    for (std::size_t room = 0; room < agenda.rooms.size(); ++room) {
        std::span<const Session* const> now = agenda.rooms[room].now;
        std::span<const Missed> gone = missed[room];
        rows.push_back({room, take(now, at_once), take(gone, coming - (agenda.rooms[room].next ? 1 : 0)), true});
        while (!now.empty() || !gone.empty()) rows.push_back({room, take(now, at_once), take(gone, coming), false});
    }
    return rows;
}

std::optional<std::string> name_of(const RoomAgenda& room) {
    return room.room ? std::optional{room.room->name} : std::nullopt;
}

/// @param counted  that how full it is stands beside
std::string note_of(const Room& room, bool counted, const Catalogue& words) {
    const std::string seats =
        room.capacity && !counted ? words.count("{count} seat", "{count} seats", *room.capacity) : std::string{};
    return joined({room.where, seats});
}

/// Why a room is empty.
std::string idle_words(const RoomAgenda& room, const Scene& scene) {
    const Catalogue& words = scene.times.words();
    const EventDay* today = scene.today;
    const bool open = today && scene.now >= today->begins().value_or(today->from);
    if (room.next && open && room.next->starts < today->to)
        return words.say("Free until {time}", {{"time", scene.times.clock(room.next->starts)}});
    if (room.next) {
        const bool had_some = today && ended_in(scene.programme, room.room, today->from, scene.now);
        if (!had_some) return words.say("Nothing on yet");
        // After midnight the evening still runs, but "today" is the date of what comes next.
        if (scene.times.date_of(room.next->starts) == scene.times.date_of(scene.now))
            return words.say("Free until {time}", {{"time", scene.times.clock(room.next->starts)}});
        return words.say("Nothing more today");
    }
    const bool ever = ended_in(scene.programme, room.room, Instant::min(), scene.now);
    return ever ? words.say("Nothing more here") : words.say("Nothing is planned here");
}

UpNext up_next(const Session& session, const RoomAgenda& room, const Scene& scene) {
    const Catalogue& words = scene.times.words();
    if (is_marked(session, scene.now))
        if (const std::string moved = arrived_words(session, name_of(room), true, scene.now, scene.times); !moved.empty())
            return {.label = capitals(moved), .title = session.title, .tone = Tone::changed};
    const std::string time = scene.times.when(session.starts, scene.now);
    UpNext next{.title = session.title};
    if (!scene.times.clock_says_it(session.starts, scene.now)) {
        next.label = capitals(words.say("next {time}", {{"time", time}}));
        return next;
    }
    const std::string span = scene.times.span(scene.now, session.starts);
    next.label = capitals(words.say("next {time} · in {span}", {{"time", time}, {"span", span}}));
    return next;
}

RoomRow row_of(const RowPlan& plan, const RoomAgenda& agenda, const Scene& scene) {
    const Catalogue& words = scene.times.words();
    RoomRow row{.room = agenda.room ? agenda.room->name : words.say("Elsewhere")};
    if (agenda.room && plan.is_first_of_room) {
        if (const Session* session = session_at_door(agenda, scene.now)) row.seats = seat_words(scene.programme, *session, words);
        row.note = note_of(*agenda.room, !row.seats.text.empty(), words);
    }
    for (const Session* session : plan.now)
        row.now.push_back({.title = session->title,
                           .people = joined(session->people),
                           .state = words.say("on now"),
                           .until = until_words(*session, scene.now, scene.times),
                           .progress = progress_at(*session, scene.now),
                           .moved = arrived_words(*session, name_of(agenda), false, scene.now, scene.times)});
    if (row.now.empty() && plan.is_first_of_room) row.idle = idle_words(agenda, scene);
    if (agenda.next && plan.is_first_of_room) row.next = up_next(*agenda.next, agenda, scene);
    for (const Missed& missed : plan.missed)
        row.missed.push_back({.label = capitals(missed_words(missed, scene.now, scene.times)),
                              .title = missed.session->title,
                              .tone = missed.session->cancelled ? Tone::alarm : Tone::changed});
    return row;
}

std::vector<const Topic*> topics_without_place(const Programme& programme) {
    std::set<std::string_view> placed;
    for (const Session& session : programme.sessions)
        if (!session.topic.empty() && !session.cancelled) placed.insert(session.topic);
    std::vector<const Topic*> open;
    for (const Topic& topic : programme.topics)
        if (!placed.contains(topic.id)) open.push_back(&topic);
    return open;
}

TopicPanel panel_of(std::span<const Topic* const> topics, const Catalogue& words) {
    TopicPanel panel{.heading = words.say("Topics to discuss")};
    for (const Topic* topic : topics)
        panel.cards.push_back({.title = topic->title,
                               .details = joined({on_one_line(topic->contact.value_or("")), attendance(*topic, words),
                                                  on_one_line(topic->difficulty.value_or(""))})});
    return panel;
}

template <typename Items>
std::span<const typename Items::value_type> page_of(const Items& items, std::size_t page, std::size_t per_page) {
    const std::size_t first = std::min(page * per_page, items.size());
    return std::span{items}.subspan(first, std::min(per_page, items.size() - first));
}

std::size_t pages_for(std::size_t count, std::size_t capacity) { return (count + capacity - 1) / capacity; }

std::string range_words(std::string_view english, std::size_t first, std::size_t last, std::size_t all,
                        const Catalogue& words) {
    const std::string range =
        first == last ? std::to_string(first) : std::to_string(first) + "–" + std::to_string(last);
    return words.say(english, {{"range", range}, {"all", std::to_string(all)}});
}

/// Everything that competes for a place on the lobby's pages.
struct Contents {
    const Agenda& agenda;
    std::vector<RowPlan> rows;
    std::vector<const Topic*> topics;
};

/// Which of it goes where.
struct Pages {
    std::size_t rows_on_page = 1;
    std::size_t row_pages = 0;
    std::size_t cards_on_page = 1;
    std::size_t topic_pages = 0;  // after the rooms' pages; 0 where the topics stand below the rows

    std::size_t count() const { return std::max<std::size_t>(1, row_pages + topic_pages); }
};

Pages paginate(const Contents& contents, const LobbyLayout& layout, bool compact, bool with_headline) {
    Pages pages;
    const std::size_t row_count = contents.rows.size();
    const std::size_t topic_count = contents.topics.size();
    pages.row_pages = pages_for(row_count, layout.rows_on_page(compact, with_headline));
    // Even pages look calmer than a full one and a rest.
    if (pages.row_pages > 0) pages.rows_on_page = pages_for(row_count, pages.row_pages);
    if (topic_count == 0) return pages;
    const bool on_one_page =
        pages.row_pages <= 1 && topic_count <= layout.cards_below(row_count, compact, with_headline);
    if (on_one_page && row_count > 0) {
        pages.cards_on_page = topic_count;
        return pages;
    }
    pages.cards_on_page = std::max<std::size_t>(1, layout.cards_below(0, compact, with_headline));
    pages.topic_pages = pages_for(topic_count, pages.cards_on_page);
    return pages;
}

void fill_page(LobbyView& view, const Contents& contents, const Pages& pages, const Scene& scene) {
    const Catalogue& words = scene.times.words();
    const auto page = static_cast<std::size_t>(view.page_index);
    if (page < pages.row_pages) {
        const auto rows = page_of(contents.rows, page, pages.rows_on_page);
        for (const RowPlan& plan : rows) view.rows.push_back(row_of(plan, contents.agenda.rooms[plan.room], scene));
        if (pages.count() > 1)
            view.page = range_words("rooms {range} of {all}", rows.front().room + 1, rows.back().room + 1,
                                    contents.agenda.rooms.size(), words);
        if (pages.topic_pages == 0 && !contents.topics.empty()) view.topics = panel_of(contents.topics, words);
    } else if (pages.topic_pages > 0) {
        const std::size_t topic_page = page - pages.row_pages;
        const auto topics = page_of(contents.topics, topic_page, pages.cards_on_page);
        const std::size_t first = topic_page * pages.cards_on_page + 1;
        view.topics = panel_of(topics, words);
        if (pages.count() > 1)
            view.page =
                range_words("topics {range} of {all}", first, first + topics.size() - 1, contents.topics.size(), words);
    }
}

void turn_to_page(LobbyView& view, std::size_t page_count, Instant turning) {
    view.page_count = static_cast<int>(page_count);
    if (page_count == 1) return;
    const auto since_epoch = turning.time_since_epoch();
    const std::int64_t turns = since_epoch / page_stays - (since_epoch % page_stays < seconds{0} ? 1 : 0);
    const auto pages = static_cast<std::int64_t>(page_count);
    view.page_index = static_cast<int>((turns % pages + pages) % pages);
    view.turns_at = Instant{(turns + 1) * page_stays};
}

}  // namespace

LobbyView lobby_view(const Programme& programme, const Moment& moment, const ScreenShape& shape,
                     const Catalogue& words) {
    const TimeWords times{Zone::named(programme.event.timezone).value_or(Zone{}), words};
    const Instant now = moment.shown;
    const Agenda agenda = agenda_at(programme, now);
    const std::vector<EventDay> days = event_days(programme, times.zone());
    const Headline headline = headline_at(programme, agenda, days, now, times);
    StatusLine status = status_line(programme, moment, times);

    LobbyView view{.event = programme.event.name,
                   .day = joined({line_start(times.day(times.date_of(now))), programme.event.city}),
                   .clock = times.clock(now),
                   .headline = headline.text,
                   .headline_detail = headline.detail,
                   .notice = programme.event.notice,
                   .status = std::move(status.text),
                   .status_alarms = status.alarms,
                   .right_to_left = words.right_to_left(),
                   .changes_at = next_change(agenda, moment, times.zone())};

    const LobbyLayout layout = lobby_layout(shape);
    const bool with_headline = !headline.text.empty();
    view.compact = agenda.rooms.size() > 2 * layout.rows_on_page(false, false);
    std::vector<std::vector<Missed>> missed;
    for (const RoomAgenda& room : agenda.rooms) missed.push_back(missed_beside(room, agenda.marked));
    const Contents contents{agenda, plan_rows(agenda, missed, view.compact), topics_without_place(programme)};
    const Pages pages = paginate(contents, layout, view.compact, with_headline);
    turn_to_page(view, pages.count(), moment.turning);
    fill_page(view, contents, pages, {programme, times, now, day_at(days, now)});
    return view;
}

}  // namespace kiosk

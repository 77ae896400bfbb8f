#include "kiosk/phone/my_day.h"

#include <algorithm>

#include "kiosk/domain/programme.h"
#include "kiosk/model/session_words.h"

namespace kiosk {
namespace {

constexpr std::size_t most_entries = 12;

std::string place_of(const Session& session, const Programme& programme) {
    if (!session.room) return {};
    const auto room = std::ranges::find(programme.rooms, *session.room, &Room::name);
    return joined({*session.room, room == programme.rooms.end() ? "" : room->where});
}

PageEntries entries(std::string heading, const std::vector<const Session*>& sessions, const Programme& programme, Instant now,
                    const TimeWords& times) {
    PageEntries block{.heading = std::move(heading)};
    for (const Session* session : sessions) {
        if (block.entries.size() == most_entries) break;
        const bool is_on = session->runs_at(now);
        block.entries.push_back({.time = times.when(session->starts, now),
                                 .title = session->title,
                                 .detail = joined({place_of(*session, programme), is_on ? until_words(*session, now, times) : ""})});
    }
    return block;
}

}  // namespace

std::vector<PageBlock> my_day(const Programme& programme, const std::set<std::string>& topics, Instant now, const TimeWords& times) {
    std::vector<const Session*> on, next, mine;
    for (const Session& session : programme.sessions) {
        if (session.cancelled || (session.starts <= now && !session.runs_at(now))) continue;
        if (session.runs_at(now))
            on.push_back(&session);
        else if (next.empty() || session.starts == next.front()->starts)
            next.push_back(&session);
        if (!session.topic.empty() && topics.contains(session.topic)) mine.push_back(&session);
    }
    const Catalogue& words = times.words();
    std::vector<PageBlock> day;
    if (!mine.empty()) day.emplace_back(entries(words.say("You said you would attend"), mine, programme, now, times));
    if (!on.empty()) day.emplace_back(entries(words.say("On now"), on, programme, now, times));
    if (!next.empty()) day.emplace_back(entries(words.say("Next"), next, programme, now, times));
    if (day.empty()) day.emplace_back(PageText{words.say("Nothing more is planned.")});
    return day;
}

}  // namespace kiosk
